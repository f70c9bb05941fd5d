package org.meridian.registration.resident.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.registration.nationalid.NationalIdScheme;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.otp.Challenges;
import org.meridian.registration.person.PersonName;
import org.meridian.registration.resident.Applicant;
import org.meridian.registration.resident.Registration;
import org.meridian.registration.token.PeopleTokens;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Residents", description = "Registration, the own profile, erasure")
class ResidentController {

    private final Registration registration;
    private final PeopleTokens tokens;
    private final Topology topology;

    ResidentController(Registration registration, PeopleTokens tokens, Topology topology) {
        this.registration = registration;
        this.tokens = tokens;
        this.topology = topology;
    }

    record Register(
            @NotNull ChallengeId challengeId,

            @NotNull @Pattern(regexp = "\\d{6}", message = "Six digits.")
            String code,

            @NotNull Country country,
            @NotNull @Valid NationalIdNumber nationalId,
            @NotNull PersonName name,
            @Nullable LocalDate birthDate,
            @Nullable String division) {}

    record NationalIdNumber(
            @NotNull NationalIdScheme scheme,
            @NotBlank @Size(max = 32) String number) {}

    record Registered(ResidentId residentId, String accessToken, long expiresIn) {}

    @PostMapping("/v1/residents")
    @Operation(
            summary = "Register",
            description = "The code proves the phone. 400 for a bad value, and the code stays good. 409"
                    + " `already-registered` when the proven phone is a resident's: log in instead, with the same code."
                    + " A national id registers once per country; one that is another phone's is refused like a wrong"
                    + " code, 401, and uses the code up, because whether it is registered is nobody else's business."
                    + " No refresh token is given here: log in with POST /v1/token for one.")
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Registered.class)))
    ResponseEntity<?> register(@Valid @RequestBody Register command, Once once) {
        topology.regionOf(command.country());
        if (!command.challengeId().country().equals(command.country())) {
            throw ProblemException.invalid("/challengeId", "A challenge of the same country.");
        }
        Applicant applicant = registration.check(
                command.country(),
                command.nationalId().scheme(),
                command.nationalId().number(),
                command.name(),
                command.birthDate(),
                command.division());
        return registration.register(applicant, command.challengeId(), command.code(), once, this::answer);
    }

    private ResponseEntity<?> answer(Registration.Outcome outcome) {
        return switch (outcome) {
            case Registration.Registered(ResidentId id) -> {
                PeopleTokens.Access access = tokens.sign(id);
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .body(new Registered(id, access.token(), access.expiresIn()));
            }
            case Registration.AlreadyRegistered() ->
                throw new ProblemException(
                        ProblemType.ALREADY_REGISTERED, "Somebody is registered with this phone in this country.");
            case Registration.Contested(), Registration.CodeUsed() -> throw Challenges.wrongCode();
        };
    }
}
