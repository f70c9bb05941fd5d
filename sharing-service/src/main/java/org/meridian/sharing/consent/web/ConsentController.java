package org.meridian.sharing.consent.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Cursor;
import org.meridian.sharing.consent.ConsentId;
import org.meridian.sharing.consent.ConsentView;
import org.meridian.sharing.consent.Consents;
import org.meridian.sharing.consent.Scope;
import org.meridian.sharing.unit.UnitRegister;
import org.meridian.sharing.unit.UnitStatus;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/me/consents")
class ConsentController {

    private static final int LONGEST_YEARS = 1;

    /**
     * Whom to let read, for what, and the last day of it.
     *
     * @param scope what may be read; the latest result when absent, and there is nothing else yet
     */
    record GiveConsent(
            @NotNull(message = "The id of the unit that may read.")
            UnitId unitId,

            @NotBlank(message = "What the unit may read it for.") @Size(max = 200)
            String purpose,

            @Nullable Scope scope,

            @NotNull(message = "The last day, YYYY-MM-DD.") LocalDate expiresOn) {}

    private final Consents consents;
    private final UnitRegister units;
    private final CountryTransactions transactions;
    private final Audit audit;
    private final IdGenerator ids;

    ConsentController(
            Consents consents, UnitRegister units, CountryTransactions transactions, IdGenerator ids, Audit audit) {
        this.audit = audit;
        this.consents = consents;
        this.units = units;
        this.transactions = transactions;
        this.ids = ids;
    }

    @Operation(summary = "Allow a unit to read the own latest result")
    @PostMapping
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = ConsentView.class)))
    ResponseEntity<?> give(@Valid @RequestBody GiveConsent command, Caller caller, Once once) {
        ResidentId resident = caller.resident();
        mustEndWithinAYear(command.expiresOn(), consents.today(resident.country()));
        ConsentId id = ids.next(resident.country(), ConsentId::new);
        // the unit may be of another country: it is looked up before the transaction of the resident's begins
        return once.in(resident.country(), () -> mustExist(command.unitId()), unit -> {
            ConsentView given = consents.give(
                    id,
                    resident,
                    unit,
                    command.purpose().strip(),
                    command.scope() == null ? Scope.LATEST_RESULT : command.scope(),
                    command.expiresOn());
            String detail = "to " + unit + " until " + command.expiresOn();
            audit.record(resident.country(), "consent.given", caller, id.toString(), detail);
            return ResponseEntity.status(HttpStatus.CREATED).body(given);
        });
    }

    @Operation(summary = "The own consents")
    @GetMapping
    ResponseEntity<List<ConsentView>> consents(@RequestParam(required = false) @Nullable String cursor, Caller caller) {
        return Cursor.page(
                consents.of(caller.resident(), before(cursor), Cursor.PAGE + 1),
                consent -> consent.consentId().id().toString());
    }

    @Operation(summary = "Withdraw a consent")
    @DeleteMapping("/{consentId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable ConsentId consentId, Caller caller) {
        ResidentId resident = caller.resident();
        boolean known = resident.countryCode().equals(consentId.countryCode())
                && transactions.write(resident.country(), () -> revoke(consentId, resident, caller));
        if (!known) {
            throw ProblemException.notFound("consent");
        }
    }

    private boolean revoke(ConsentId consent, ResidentId resident, Caller caller) {
        boolean known = consents.revoke(consent, resident);
        if (known) {
            audit.record(resident.country(), "consent.revoked", caller, consent.toString(), "");
        }
        return known;
    }

    private UnitId mustExist(UnitId unit) {
        if (units.find(unit)
                .filter(found -> found.status() != UnitStatus.REJECTED)
                .isEmpty()) {
            throw ProblemException.invalid("/unitId", "The id of a unit that is registered.");
        }
        return unit;
    }

    private static void mustEndWithinAYear(LocalDate expiresOn, LocalDate today) {
        if (!expiresOn.isAfter(today) || expiresOn.isAfter(today.plusYears(LONGEST_YEARS))) {
            throw ProblemException.invalid("/expiresOn", "A day after today, at the most a year from now.");
        }
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
