package org.meridian.sharing.unit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.EveryRegion;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.web.Cursor;
import org.meridian.platform.web.MissingRegions;
import org.meridian.sharing.unit.UnitAccess;
import org.meridian.sharing.unit.UnitList;
import org.meridian.sharing.unit.UnitRegister;
import org.meridian.sharing.unit.UnitStatus;
import org.meridian.sharing.unit.UnitView;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/units")
class UnitController {

    private final UnitRegister units;
    private final UnitList list;
    private final IdGenerator ids;
    private final Audit audit;
    private final Topology topology;

    UnitController(UnitRegister units, UnitList list, IdGenerator ids, Topology topology, Audit audit) {
        this.audit = audit;
        this.units = units;
        this.list = list;
        this.ids = ids;
        this.topology = topology;
    }

    @Operation(summary = "Register an employer or a school")
    @PostMapping
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = UnitView.class)))
    ResponseEntity<?> register(@Valid @RequestBody UnitRegister.Registration registration, Caller caller, Once once) {
        Country country = Country.of(registration.country());
        topology.partitionOf(country); // 422 for one that nobody serves
        UnitAccess.mustBeHome(country, caller);
        UnitId id = ids.next(country, UnitId::new); // outside, so that a repeated transaction makes no second unit
        return once.in(country, () -> {
            UnitView unit = units.register(id, registration, caller);
            audit.record(country, "unit.registered", caller, id.toString(), "");
            return ResponseEntity.created(URI.create("/v1/units/" + id)).body(unit);
        });
    }

    @Operation(summary = "A unit")
    @GetMapping("/{unitId}")
    UnitView unit(@PathVariable UnitId unitId, Caller caller) {
        return units.seenBy(caller, unitId);
    }

    @Operation(summary = "The own units, or for an auditor those of all regions")
    @GetMapping
    ResponseEntity<List<UnitView>> units(
            @RequestParam(required = false) @Nullable UnitStatus status,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        UUID after = after(cursor);
        if (!caller.is(Role.AUDITOR)) {
            return page(list.of(caller.staffId(), status, after, Cursor.PAGE + 1));
        }
        EveryRegion.Found<UnitView> all = list.acrossRegions(status, after, Cursor.PAGE + 1);
        ResponseEntity<List<UnitView>> page = page(all.rows());
        if (all.missingRegions().isEmpty()) {
            return page;
        }
        return ResponseEntity.ok()
                .headers(headers -> headers.putAll(page.getHeaders()))
                .header(MissingRegions.HEADER, String.join(", ", all.missingRegions()))
                .body(page.getBody());
    }

    @Operation(summary = "Approve or reject a unit")
    @PostMapping("/{unitId}/decision")
    @ApiResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = UnitView.class)))
    ResponseEntity<?> decide(
            @PathVariable UnitId unitId, @Valid @RequestBody UnitRegister.Decision decision, Caller caller, Once once) {
        return once.in(unitId.country(), () -> {
            UnitView unit = units.decide(unitId, decision, caller);
            audit.record(
                    unitId.country(),
                    "unit.decided",
                    caller,
                    unitId.toString(),
                    decision.decision().name());
            return ResponseEntity.ok(unit);
        });
    }

    private static ResponseEntity<List<UnitView>> page(List<UnitView> units) {
        return Cursor.page(units, unit -> unit.unitId().id().toString());
    }

    private static @Nullable UUID after(@Nullable String text) {
        Cursor cursor = Cursor.of(text);
        try {
            return cursor == null ? null : UUID.fromString(cursor.after());
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "Take the cursor from the Link header of the page before.");
        }
    }
}
