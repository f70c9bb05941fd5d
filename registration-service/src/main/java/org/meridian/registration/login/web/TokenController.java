package org.meridian.registration.login.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.meridian.registration.login.Login;
import org.meridian.registration.otp.ChallengeId;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tokens are not kept for an Idempotency-Key: they would lie there in clear. Whoever lost the answer logs in again. */
@RestController
@Tag(name = "Login")
class TokenController {

    private final Login login;

    TokenController(Login login) {
        this.login = login;
    }

    record LogIn(
            @NotNull ChallengeId challengeId,

            @NotNull @Pattern(regexp = "\\d{6}", message = "Six digits.")
            String code) {}

    record Refresh(@NotNull @Size(min = 1, max = 200) String refreshToken) {}

    @PostMapping("/v1/token")
    @Operation(
            summary = "Log in",
            description = "For residents and staff, by the phone that the code proves. 401 for a wrong, used or expired"
                    + " code, and the same for a phone that has no account. The access token is good for an hour, for"
                    + " staff a quarter of one, less when a role ends sooner.")
    ResponseEntity<Login.Session> logIn(@Valid @RequestBody LogIn command) {
        return notKept(login.begin(command.challengeId(), command.code()));
    }

    @PostMapping("/v1/token/refresh")
    @Operation(
            summary = "Stay logged in",
            description = "A new pair, with the roles of now. Each refresh token is good once; one that comes again"
                    + " ends its family, 401, and everybody who has one of it must log in anew.")
    ResponseEntity<Login.Session> renew(@Valid @RequestBody Refresh command) {
        return notKept(login.renew(command.refreshToken()));
    }

    @PostMapping("/v1/token/revoke")
    @Operation(
            summary = "Log out",
            description = "Ends the family that the refresh token is of. The answer is the same for a token that is"
                    + " old, ended, or none of ours. The access token is good until it ends, which is soon.")
    @ApiResponse(responseCode = "204", description = "Done, or there was nothing to do")
    ResponseEntity<Void> logOut(@Valid @RequestBody Refresh command) {
        login.end(command.refreshToken());
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<Login.Session> notKept(Login.Session session) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(session);
    }
}
