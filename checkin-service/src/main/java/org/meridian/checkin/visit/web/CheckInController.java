package org.meridian.checkin.visit.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.place.Place;
import org.meridian.checkin.place.PlaceId;
import org.meridian.checkin.place.Places;
import org.meridian.checkin.visit.CheckIns;
import org.meridian.checkin.visit.CheckedIn;
import org.meridian.checkin.visit.Scan;
import org.meridian.checkin.visit.ScanResult;
import org.meridian.checkin.visit.ScannerBatch;
import org.meridian.checkin.visit.Visit;
import org.meridian.checkin.visit.Visits;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.Cursor;
import org.meridian.platform.web.MissingRegions;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class CheckInController {

    private final CheckIns checkIns;

    private final ScannerBatch scannerBatch;
    private final Visits visits;
    private final Places places;

    CheckInController(CheckIns checkIns, ScannerBatch scannerBatch, Visits visits, Places places) {
        this.checkIns = checkIns;
        this.scannerBatch = scannerBatch;
        this.visits = visits;
        this.places = places;
    }

    record CheckInHere(
            @NotNull(message = "The place's code, as in its QR code.")
            PlaceId place) {}

    @Operation(summary = "Check in at a place, and get the health code")
    @PostMapping("/v1/check-ins")
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CheckedIn.class)))
    ResponseEntity<?> checkIn(@Valid @RequestBody CheckInHere command, Caller caller, Once once) {
        return once.byItself(proof -> ResponseEntity.status(HttpStatus.CREATED)
                .contentType(MediaType.APPLICATION_JSON)
                .body(checkIns.checkIn(caller.resident(), command.place(), proof)));
    }

    @Operation(
            summary = "What an offline scanner has collected",
            description = "Each scan on its own: what is wrong with one is said in its result, in its place.")
    @PostMapping("/v1/places/{place}/check-ins/batch")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = Scan.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ScanResult.class))))
    ResponseEntity<?> batch(@PathVariable PlaceId place, @RequestBody List<JsonNode> scans, Caller caller, Once once) {
        Place own = places.get(place, caller);
        return once.in(
                place.country(),
                () -> scannerBatch.prepare(own, scans),
                prepared -> ResponseEntity.ok(scannerBatch.write(prepared)));
    }

    @Operation(summary = "The own visits")
    @GetMapping("/v1/me/check-ins")
    ResponseEntity<List<Visit>> mine(@RequestParam(required = false) @Nullable String cursor, Caller caller) {
        Visits.Found found = visits.of(caller.resident(), Cursor.of(cursor));
        ResponseEntity<List<Visit>> page = Cursor.page(found.visits(), Visits::position);
        return found.missing().isEmpty()
                ? page
                : ResponseEntity.ok()
                        .headers(page.getHeaders())
                        .header(MissingRegions.HEADER, String.join(", ", found.missing()))
                        .body(page.getBody());
    }
}
