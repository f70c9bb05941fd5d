package org.meridian.registration.otp.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.platform.idempotency.Once;
import org.meridian.registration.otp.Challenges;
import org.meridian.registration.person.Phone;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Login", description = "Proof of a phone, and the tokens it gives")
class OtpController {

    private final Challenges challenges;
    private final Topology topology;

    OtpController(Challenges challenges, Topology topology) {
        this.challenges = challenges;
        this.topology = topology;
    }

    /**
     * @param country whose account is to be opened, or made
     * @param phone E.164
     */
    record AskForCode(@NotNull Country country, @NotNull Phone phone) {}

    @PostMapping("/v1/otp")
    @Operation(
            summary = "Have a code sent to a phone",
            description = "The answer is the same whether or not the phone is known. The code is six digits, good for"
                    + " ten minutes, five wrong tries and one use. 429 with `Retry-After` when too many were asked for:"
                    + " for a phone, from an address, in a country.")
    @ApiResponse(
            responseCode = "202",
            description = "Sent",
            content = @Content(schema = @Schema(implementation = Challenges.Challenge.class)))
    ResponseEntity<?> ask(@Valid @RequestBody AskForCode command, Once once, HttpServletRequest request) {
        topology.regionOf(command.country());
        return challenges.open(
                command.country(),
                command.phone(),
                address(request),
                once,
                challenge -> ResponseEntity.status(HttpStatus.ACCEPTED).body(challenge));
    }

    /** As the gateway stamps it; who calls a service directly can say what they like, and gains a limit of their own. */
    private static String address(HttpServletRequest request) {
        String stamped = request.getHeader(EdgeHeaders.CLIENT_ADDRESS);
        return stamped == null ? request.getRemoteAddr() : stamped;
    }
}
