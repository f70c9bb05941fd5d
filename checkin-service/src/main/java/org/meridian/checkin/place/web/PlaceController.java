package org.meridian.checkin.place.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.meridian.checkin.place.Place;
import org.meridian.checkin.place.PlaceAccess;
import org.meridian.checkin.place.PlaceId;
import org.meridian.checkin.place.Places;
import org.meridian.checkin.place.QrCodes;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.token.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/places")
class PlaceController {

    private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

    private final Places places;
    private final QrCodes qrCodes;
    private final Topology topology;
    private final IdGenerator ids;
    private final Clock clock;
    private final Audit audit;

    PlaceController(Places places, QrCodes qrCodes, Topology topology, IdGenerator ids, Clock clock, Audit audit) {
        this.audit = audit;
        this.places = places;
        this.qrCodes = qrCodes;
        this.topology = topology;
        this.ids = ids;
        this.clock = clock;
    }

    @Operation(summary = "Register a place")
    @PostMapping
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = PlaceView.class)))
    ResponseEntity<?> register(@Valid @RequestBody RegisterPlace command, Caller caller, Once once) {
        Country country = served(command.country());
        PlaceAccess.mustBeHome(country, caller);
        Place place = new Place(
                ids.next(country, PlaceId::new),
                caller.staffId(),
                command.name(),
                command.corpName(),
                command.corpNo(),
                command.division(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return once.in(country, () -> {
            places.add(place);
            audit.record(country, "place.registered", caller, place.id().toString(), "");
            return ResponseEntity.created(URI.create("/v1/places/" + place.id()))
                    .body(PlaceView.of(place));
        });
    }

    @Operation(summary = "One of the own places")
    @GetMapping("/{place}")
    PlaceView show(@PathVariable PlaceId place, Caller caller) {
        return PlaceView.of(places.get(place, caller));
    }

    @Operation(summary = "The place's QR code, for printing")
    @GetMapping("/{place}/qr.svg")
    ResponseEntity<String> qrCode(@PathVariable PlaceId place, Caller caller) {
        String svg = qrCodes.svg(places.get(place, caller).id());
        return ResponseEntity.status(HttpStatus.OK)
                .contentType(SVG)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                .body(svg);
    }

    private Country served(String code) {
        Country country = Country.of(code);
        topology.regionOf(country);
        return country;
    }
}
