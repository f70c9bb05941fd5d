package org.meridian.sampling.tube.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.site.SiteAccess;
import org.meridian.sampling.site.SiteOffice;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.OpenTube;
import org.meridian.sampling.tube.Opening;
import org.meridian.sampling.tube.ReceiveTube;
import org.meridian.sampling.tube.SealTube;
import org.meridian.sampling.tube.Step;
import org.meridian.sampling.tube.Tube;
import org.meridian.sampling.tube.TubeDesk;
import org.meridian.sampling.tube.TubeView;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tubes. A barcode is looked up in the caller's country. */
@RestController
class TubeController {

    private final TubeDesk desk;
    private final SiteOffice sites;

    TubeController(TubeDesk desk, SiteOffice sites) {
        this.desk = desk;
        this.sites = sites;
    }

    @Operation(summary = "Open a tube")
    @PostMapping("/v1/sites/{siteId}/tubes")
    @ApiResponse(
            responseCode = "201",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Tube.class)))
    ResponseEntity<?> open(
            @PathVariable SiteId siteId, @Valid @RequestBody OpenTube command, Caller caller, Once once) {
        Step step = desk.step(caller, "/openedAt", command.openedAt());
        return desk.open(siteId, command, step, once, TubeController::answer);
    }

    private static ResponseEntity<?> answer(Opening outcome) {
        return switch (outcome) {
            case Opening.Opened(Tube tube) ->
                ResponseEntity.created(URI.create("/v1/tubes/" + tube.barcode()))
                        .body(tube);
            case Opening.NoSuchSite() -> throw ProblemException.notFound("site");
            case Opening.SiteNotApproved(var status) ->
                throw new ProblemException(ProblemType.SITE_NOT_APPROVED, "The site is " + status + ".");
            case Opening.BarcodeTaken() ->
                throw new ProblemException(ProblemType.BARCODE_TAKEN, "Another tube of this country has this barcode.");
        };
    }

    @Operation(summary = "Seal a tube: nobody comes in after that")
    @PostMapping("/v1/tubes/{barcode}/seal")
    Tube seal(@PathVariable Barcode barcode, @RequestBody(required = false) @Nullable SealTube command, Caller caller) {
        SiteId site = SiteAccess.own(caller);
        return desk.seal(barcode, site, desk.step(caller, "/sealedAt", command == null ? null : command.sealedAt()));
    }

    @PostMapping("/v1/tubes/{barcode}/receive")
    @Operation(summary = "The lab has the tube; told again it is the same. Only a sealed tube can be received.")
    Tube receive(
            @PathVariable Barcode barcode,
            @RequestBody(required = false) @Nullable ReceiveTube command,
            Caller caller) {
        sites.mustBeApprovedLaboratory(caller);
        Step step = desk.step(caller, "/receivedAt", command == null ? null : command.receivedAt());
        return desk.receive(barcode, caller.home(), step);
    }

    /** Testers see every tube of their country, samplers those of their site; while auditors approve of where they work. */
    @Operation(summary = "A tube and what happened to it")
    @GetMapping("/v1/tubes/{barcode}")
    TubeView show(@PathVariable Barcode barcode, Caller caller) {
        sites.mustBeApprovedLaboratory(caller);
        SiteId site = SiteAccess.tubesOf(caller);
        TubeView tube = desk.show(barcode, caller.home(), site); // another site's is not there, whatever the own one is
        if (site != null) {
            sites.mustBeApproved(site);
        }
        return tube;
    }
}
