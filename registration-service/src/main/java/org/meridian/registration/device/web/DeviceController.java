package org.meridian.registration.device.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.meridian.platform.token.Caller;
import org.meridian.registration.device.DeviceCredentials;
import org.meridian.registration.device.DeviceLabel;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The answer is not kept for an Idempotency-Key, as no token is; a device that lost it asks again. */
@RestController
@Tag(name = "Login")
class DeviceController {

    private final DeviceCredentials credentials;

    DeviceController(DeviceCredentials credentials) {
        this.credentials = credentials;
    }

    /** @param device the inventory number that is printed on it */
    record Authorize(@NotNull DeviceLabel device) {}

    @PostMapping("/v1/device-credentials")
    @Operation(
            summary = "Let a device sample for half a day",
            description = "A token of twelve hours, or until the sampler's work at the site ends: role SAMPLER at the"
                    + " caller's site and nothing else, not renewable. With it a site works on while nobody can log"
                    + " in; what a device collects without a network it sends within that time.")
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = DeviceCredentials.Credential.class)))
    ResponseEntity<DeviceCredentials.Credential> authorize(@Valid @RequestBody Authorize command, Caller caller) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(credentials.issue(caller, command.device()));
    }
}
