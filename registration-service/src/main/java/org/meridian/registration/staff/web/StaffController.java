package org.meridian.registration.staff.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.registration.person.PersonName;
import org.meridian.registration.person.Phone;
import org.meridian.registration.staff.Grant;
import org.meridian.registration.staff.StaffAccounts;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Staff", description = "Accounts of those who work here")
class StaffController {

    private final StaffAccounts accounts;
    private final Topology topology;
    private final Clock clock;
    private final Audit audit;

    StaffController(StaffAccounts accounts, Topology topology, Clock clock, Audit audit) {
        this.audit = audit;
        this.accounts = accounts;
        this.topology = topology;
        this.clock = clock;
    }

    record GiveRole(
            @NotNull Phone phone,
            @NotNull PersonName name,
            @NotNull Role role,
            @NotNull Country country,
            @NotNull Instant expiresAt) {}

    /** A role with the site or, for UNIT_ADMIN, the unit that it is bound to. */
    record GiveBoundRole(
            @NotNull Phone phone,
            @NotNull PersonName name,
            @NotNull Role role,
            @NotNull Country country,
            @NotNull Instant expiresAt,
            @Nullable SiteId site,
            @Nullable UnitId unit) {}

    record Given(StaffId staffId) {}

    @PostMapping("/v1/staff")
    @Operation(
            summary = "Give a role to whoever holds a phone",
            description = "Makes the account when the phone has none in that country; given again, the role's end is"
                    + " renewed. The person logs in with POST /v1/otp and POST /v1/token like a resident.")
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Given.class)))
    ResponseEntity<?> give(@Valid @RequestBody GiveRole command, Caller caller, Once once) {
        String by = caller.staff() == null ? caller.subject() : caller.staff().toString();
        return give(
                new Grant(
                        command.country(),
                        command.phone(),
                        command.name().text(),
                        command.role(),
                        "",
                        command.expiresAt(),
                        by),
                caller,
                once);
    }

    @PostMapping("/internal/staff")
    ResponseEntity<?> give(@Valid @RequestBody GiveBoundRole command, Caller caller, Once once) {
        String boundTo = command.site() != null
                ? command.site().toString()
                : command.unit() != null ? command.unit().toString() : "";
        if ((command.unit() != null) != (command.role() == Role.UNIT_ADMIN) && !boundTo.isEmpty()) {
            throw ProblemException.invalid("/role", "UNIT_ADMIN is bound to a unit, any other role to a site.");
        }
        if (!boundTo.isEmpty() && !boundTo.startsWith(command.country().code() + "-")) {
            throw ProblemException.invalid(
                    command.site() != null ? "/site" : "/unit", "Something of the country in which the role is given.");
        }
        return give(
                new Grant(
                        command.country(),
                        command.phone(),
                        command.name().text(),
                        command.role(),
                        boundTo,
                        command.expiresAt(),
                        caller.subject()),
                caller,
                once);
    }

    private ResponseEntity<?> give(Grant grant, Caller caller, Once once) {
        topology.regionOf(grant.country());
        if (grant.role() == Role.RESIDENT || grant.role() == Role.SERVICE) {
            throw ProblemException.invalid("/role", "A role of staff.");
        }
        if (!grant.expiresAt().isAfter(clock.instant())) {
            throw ProblemException.invalid("/expiresAt", "A time to come.");
        }
        return once.in(grant.country(), () -> {
            StaffId staff = accounts.grant(grant);
            String bound = grant.boundTo().isEmpty() ? "" : " at " + grant.boundTo();
            audit.record(
                    grant.country(),
                    "staff.granted",
                    caller,
                    staff.toString(),
                    grant.role() + bound + " until " + grant.expiresAt());
            return ResponseEntity.status(HttpStatus.CREATED).body(new Given(staff));
        });
    }
}
