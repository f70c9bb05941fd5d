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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.web.Cursor;
import org.meridian.platform.web.MissingRegions;
import org.meridian.registration.person.PersonName;
import org.meridian.registration.person.Phone;
import org.meridian.registration.staff.Grant;
import org.meridian.registration.staff.GrantDecision;
import org.meridian.registration.staff.GrantDirectory;
import org.meridian.registration.staff.GrantId;
import org.meridian.registration.staff.GrantOffice;
import org.meridian.registration.staff.GrantStatus;
import org.meridian.registration.staff.GrantView;
import org.meridian.registration.staff.StaffAccounts;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Staff", description = "Accounts of those who work here")
class StaffController {

    private final StaffAccounts accounts;
    private final Topology topology;
    private final Clock clock;
    private final Audit audit;
    private final GrantOffice office;
    private final GrantDirectory directory;
    private final IdGenerator ids;

    StaffController(
            StaffAccounts accounts,
            GrantOffice office,
            GrantDirectory directory,
            Topology topology,
            IdGenerator ids,
            Clock clock,
            Audit audit) {
        this.audit = audit;
        this.accounts = accounts;
        this.office = office;
        this.directory = directory;
        this.topology = topology;
        this.ids = ids;
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

    /**
     * @param status PENDING for a role that takes two administrators; this and what follows is absent for all others,
     *     which hold at once
     */
    record Given(
            StaffId staffId,
            @Nullable GrantStatus status,
            @Nullable GrantId grantId,
            @Nullable Instant decideBefore) {}

    @PostMapping("/v1/staff")
    @Operation(
            summary = "Give a role to whoever holds a phone",
            description = "Makes the account when the phone has none in that country; given again, the role's end is"
                    + " renewed. The person logs in with POST /v1/otp and POST /v1/token like a resident. HEALTH_OFFICER and"
                    + " ADMIN take two administrators, each time: they are PENDING, and in no token, until another one"
                    + " approves.")
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
        return grant.takesTwo() ? propose(grant, caller, once) : giveAtOnce(grant, caller, once);
    }

    private ResponseEntity<?> propose(Grant grant, Caller caller, Once once) {
        if (!caller.is(Role.ADMIN)) {
            throw ProblemException.invalid("/role", "A role that two administrators give, and no service.");
        }
        GrantId id =
                ids.next(grant.country(), GrantId::new); // outside, so that a repeated transaction makes no second one
        return once.in(grant.country(), () -> office.person(grant.country(), caller), by -> {
            GrantView view = office.propose(id, grant, by, caller);
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(new Given(view.staffId(), view.status(), view.grantId(), view.decideBefore()));
        });
    }

    private ResponseEntity<?> giveAtOnce(Grant grant, Caller caller, Once once) {
        return once.in(grant.country(), () -> {
            StaffId staff = accounts.grant(grant);
            String bound = grant.boundTo().isEmpty() ? "" : " at " + grant.boundTo();
            audit.record(
                    grant.country(),
                    "staff.granted",
                    caller,
                    staff.toString(),
                    grant.role() + bound + " until " + grant.expiresAt());
            return ResponseEntity.status(HttpStatus.CREATED).body(new Given(staff, null, null, null));
        });
    }

    @GetMapping("/v1/staff")
    @Operation(
            summary = "Grants of the roles that take two administrators, of all regions",
            description =
                    "The newest first: who is to hold HEALTH_OFFICER or ADMIN, who granted it, and what was decided."
                            + " Names and phones are masked, as *** where they cannot be read at all.")
    ResponseEntity<List<GrantView>> grants(
            @RequestParam(required = false) @Nullable GrantStatus status,
            @RequestParam(required = false) @Nullable String cursor) {
        GrantDirectory.Listing listing = directory.everywhere(status, before(cursor));
        ResponseEntity<List<GrantView>> page =
                Cursor.page(listing.grants(), grant -> grant.grantId().id().toString());
        if (listing.missingRegions().isEmpty()) {
            return page;
        }
        return ResponseEntity.ok()
                .headers(headers -> headers.putAll(page.getHeaders()))
                .header(MissingRegions.HEADER, String.join(", ", listing.missingRegions()))
                .body(page.getBody());
    }

    @PostMapping("/v1/staff/{staffId}/decision")
    @Operation(
            summary = "Agree to a grant of HEALTH_OFFICER or ADMIN, or reject it",
            description = "By another administrator than the one who granted it, and not by who shall hold it: another"
                    + " person, whatever accounts a phone has. With one administrator alone nobody becomes either. Decides"
                    + " on the grant that waits; with grantId on that one only.")
    @ApiResponse(
            responseCode = "200",
            description = "Decided",
            content = @Content(schema = @Schema(implementation = GrantView.class)))
    ResponseEntity<?> decide(
            @PathVariable StaffId staffId, @Valid @RequestBody GrantDecision decision, Caller caller, Once once) {
        return once.in(
                staffId.country(),
                () -> office.check(staffId, decision, caller),
                deciding -> ResponseEntity.ok(office.decide(deciding, decision, caller)));
    }

    private static @Nullable UUID before(@Nullable String text) {
        Cursor cursor = Cursor.of(text);
        try {
            return cursor == null ? null : UUID.fromString(cursor.after());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "Take the cursor from the Link header of the page before.");
        }
    }
}
