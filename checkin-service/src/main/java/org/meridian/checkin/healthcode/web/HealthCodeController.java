package org.meridian.checkin.healthcode.web;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import org.meridian.checkin.healthcode.HealthCode;
import org.meridian.checkin.healthcode.HealthCodeProperties;
import org.meridian.checkin.healthcode.HealthCodes;
import org.meridian.platform.token.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthCodeController {

    private final HealthCodes codes;
    private final Duration maxAge;
    private final Clock clock;

    HealthCodeController(HealthCodes codes, HealthCodeProperties properties, Clock clock) {
        this.codes = codes;
        this.maxAge = properties.maxAge();
        this.clock = clock;
    }

    @Operation(summary = "The own health code, with its reasons")
    @GetMapping("/v1/me/health-code")
    ResponseEntity<HealthCode> show(Caller caller) {
        HealthCode code = codes.of(caller.resident());
        return ResponseEntity.ok()
                .eTag(code.etag())
                .cacheControl(CacheControl.maxAge(mayBeKept(code)).cachePrivate())
                .body(code);
    }

    private Duration mayBeKept(HealthCode code) {
        long left = Duration.between(clock.instant(), code.validUntil()).toSeconds();
        return Duration.ofSeconds(Math.clamp(left, 0, maxAge.toSeconds()));
    }
}
