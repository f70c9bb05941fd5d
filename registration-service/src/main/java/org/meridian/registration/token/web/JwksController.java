package org.meridian.registration.token.web;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.meridian.platform.token.KeyRing;
import org.springframework.core.env.Environment;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class JwksController {

    private final KeyRing keys;

    JwksController(Environment environment, Clock clock) {
        this.keys = new KeyRing(Path.of(environment.getRequiredProperty("meridian.keys")), clock);
    }

    @Operation(
            summary = "The public halves of the signing keys",
            description =
                    "A new version of a key is published here before it signs, and stays as long as a token that it"
                            + " signed lives. Keep them for five minutes at most.")
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(keys.json());
    }
}
