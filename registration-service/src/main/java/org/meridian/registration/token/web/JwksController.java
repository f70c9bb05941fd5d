package org.meridian.registration.token.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.annotation.security.PermitAll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.meridian.platform.token.KeyFiles;
import org.springframework.core.env.Environment;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class JwksController {

    private final Map<String, Object> publicKeys;

    JwksController(Environment environment) {
        publicKeys = KeyFiles.publicKeys(Path.of(environment.getRequiredProperty("meridian.keys")))
                .toJSONObject(true);
    }

    @Operation(summary = "The public halves of the signing keys")
    @GetMapping("/.well-known/jwks.json")
    @PermitAll
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(publicKeys);
    }
}
