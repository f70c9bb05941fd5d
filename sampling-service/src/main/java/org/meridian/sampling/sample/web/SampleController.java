package org.meridian.sampling.sample.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.sample.AddSample;
import org.meridian.sampling.sample.Adding;
import org.meridian.sampling.sample.SampleDesk;
import org.meridian.sampling.site.SiteAccess;
import org.meridian.sampling.tube.Barcode;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** People into tubes. */
@RestController
class SampleController {

    private final SampleDesk desk;

    SampleController(SampleDesk desk) {
        this.desk = desk;
    }

    @Operation(summary = "Put a person into a tube")
    @PostMapping("/v1/tubes/{barcode}/samples")
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Adding.Added.class)))
    ResponseEntity<?> add(@PathVariable Barcode barcode, @RequestBody AddSample command, Caller caller, Once once) {
        SiteId site = SiteAccess.own(caller);
        return desk.add(barcode, site, command, caller, once, SampleController::answer);
    }

    private static ResponseEntity<?> answer(Adding outcome) {
        return switch (outcome) {
            case Adding.Added added -> ResponseEntity.status(HttpStatus.CREATED).body(added);
            case Adding.NoSuchTube() -> throw ProblemException.notFound("tube");
            case Adding.NotOpen(var state) ->
                throw new ProblemException(ProblemType.TUBE_NOT_OPEN, "The tube is " + state + ".")
                        .with("state", state);
            case Adding.AlreadyIn() ->
                throw new ProblemException(ProblemType.ALREADY_IN_TUBE, "This person is in the tube already.");
            case Adding.Full(var capacity) ->
                throw new ProblemException(ProblemType.TUBE_FULL, "The tube takes no more than " + capacity + ".")
                        .with("capacity", capacity);
        };
    }
}
