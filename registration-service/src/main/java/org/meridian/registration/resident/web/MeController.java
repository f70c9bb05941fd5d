package org.meridian.registration.resident.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.token.Caller;
import org.meridian.registration.resident.Profiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/me")
@Tag(name = "Residents")
class MeController {

    private final Profiles profiles;

    MeController(Profiles profiles) {
        this.profiles = profiles;
    }

    record ChangeMe(@Nullable String division, @Nullable LocalDate birthDate) {}

    @GetMapping
    @Operation(summary = "The own profile", description = "National id and phone are masked. 401 after erasure.")
    Profiles.Profile me(Caller caller) {
        return profiles.of(caller.resident());
    }

    @PatchMapping
    @Operation(
            summary = "Change the own profile",
            description = "What is left out stays. `division` can be changed at any time, `birthDate` be given once"
                    + " when there is none (409 for another). Name, phone and national id are what was proven at"
                    + " registration: they can't be changed here.")
    Profiles.Profile change(@Valid @RequestBody ChangeMe command, Caller caller) {
        return profiles.change(caller.resident(), command.division(), command.birthDate());
    }
}
