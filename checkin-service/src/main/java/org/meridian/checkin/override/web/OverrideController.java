package org.meridian.checkin.override.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.override.OverrideId;
import org.meridian.checkin.override.OverrideOffice;
import org.meridian.checkin.override.OverrideView;
import org.meridian.checkin.override.ProposeOverride;
import org.meridian.checkin.override.State;
import org.meridian.db.data.CountryTransactions;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Cursor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/overrides")
class OverrideController {

    private final OverrideOffice office;
    private final CountryTransactions transactions;
    private final IdGenerator ids;

    OverrideController(OverrideOffice office, CountryTransactions transactions, IdGenerator ids) {
        this.office = office;
        this.transactions = transactions;
        this.ids = ids;
    }

    /** @param reason for those who read the file later */
    record Decide(
            @NotNull Decision decision,
            @NotBlank @Size(max = 500) String reason) {}

    enum Decision {
        APPROVED,
        REJECTED
    }

    record EndEarly(@NotBlank @Size(max = 400) String reason) {}

    @Operation(
            summary = "Propose a colour for a resident instead of the rules'",
            description =
                    "Nothing changes before another officer agrees; within a day, else the proposal lapses. Never for"
                            + " oneself, and in the own country only.")
    @PostMapping
    @ApiResponse(
            responseCode = "201",
            description = "Proposed",
            content = @Content(schema = @Schema(implementation = OverrideView.class)))
    ResponseEntity<?> propose(@Valid @RequestBody ProposeOverride proposal, Caller caller, Once once) {
        OverrideId id = ids.next(proposal.residentId().country(), OverrideId::new);
        return once.in(
                id.country(),
                () -> office.check(proposal, caller),
                resident -> ResponseEntity.created(URI.create("/v1/overrides/" + id))
                        .body(office.propose(id, proposal, caller)));
    }

    @Operation(
            summary = "Agree to a proposal, or reject it",
            description =
                    "By another officer than the one who proposed it. Once approved, the colour holds at once and until"
                            + " its end, and the resident is told.")
    @PostMapping("/{overrideId}/decision")
    @ApiResponse(
            responseCode = "200",
            description = "Decided",
            content = @Content(schema = @Schema(implementation = OverrideView.class)))
    ResponseEntity<?> decide(
            @PathVariable OverrideId overrideId, @Valid @RequestBody Decide command, Caller caller, Once once) {
        boolean approved = command.decision() == Decision.APPROVED;
        return once.in(
                overrideId.country(),
                () -> office.check(overrideId, caller),
                id -> ResponseEntity.ok(office.decide(id, approved, command.reason(), caller)));
    }

    @Operation(
            summary = "End an override early",
            description =
                    "Back to what the rules say. That changes a colour too, so two officers are needed: the first one's"
                            + " call is a wish (202) for a day, another one's ends it (200), and the resident is told.")
    @PostMapping("/{overrideId}/end")
    @ApiResponse(
            responseCode = "200",
            description = "Ended",
            content = @Content(schema = @Schema(implementation = OverrideView.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Another officer's word is needed",
            content = @Content(schema = @Schema(implementation = OverrideView.class)))
    ResponseEntity<?> end(
            @PathVariable OverrideId overrideId, @Valid @RequestBody EndEarly command, Caller caller, Once once) {
        return once.in(overrideId.country(), () -> office.check(overrideId, caller), id -> {
            OverrideView override = office.end(id, command.reason(), caller);
            return ResponseEntity.status(override.state() == State.ENDED ? HttpStatus.OK : HttpStatus.ACCEPTED)
                    .body(override);
        });
    }

    @Operation(summary = "An override; its resident's access log says that it was looked at")
    @GetMapping("/{overrideId}")
    OverrideView show(@PathVariable OverrideId overrideId, Caller caller) {
        return transactions.write(caller.home(), () -> office.show(overrideId, caller));
    }

    @Operation(summary = "The own country's overrides, the newest first; each resident's access log says so")
    @GetMapping
    ResponseEntity<List<OverrideView>> list(
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        UUID before = before(Cursor.of(cursor));
        List<OverrideView> found = transactions.write(
                caller.home(), () -> office.list(state, before, Cursor.PAGE + 1, Cursor.PAGE, caller));
        return Cursor.page(found, override -> override.overrideId().id().toString());
    }

    private static @Nullable UUID before(@Nullable Cursor cursor) {
        try {
            return cursor == null ? null : UUID.fromString(cursor.after());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "Take the cursor from the Link header of the page before.");
        }
    }
}
