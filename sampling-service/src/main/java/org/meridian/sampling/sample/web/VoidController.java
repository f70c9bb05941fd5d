package org.meridian.sampling.sample.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.sample.VoidedTubes;
import org.meridian.sampling.site.SiteAccess;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.Step;
import org.meridian.sampling.tube.Tube;
import org.meridian.sampling.tube.TubeDesk;
import org.meridian.sampling.tube.VoidTube;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tubes out of use. */
@RestController
class VoidController {

    private final VoidedTubes tubes;
    private final TubeDesk desk;

    VoidController(VoidedTubes tubes, TubeDesk desk) {
        this.tubes = tubes;
        this.desk = desk;
    }

    /** Testers take any tube of their country out of use, samplers those of their site. */
    @PostMapping("/v1/tubes/{barcode}/void")
    @Operation(
            summary =
                    "Takes a tube out of use before it has a result; whoever is in it needs a new sample. Told again it is"
                            + " the same, and the first reason stays. A tube that has its result is corrected instead.")
    Tube take(@PathVariable Barcode barcode, @Valid @RequestBody VoidTube command, Caller caller) {
        Step step = desk.step(caller, "/voidedAt", command.voidedAt());
        return tubes.take(barcode, SiteAccess.tubesOf(caller), command.reason(), step, caller);
    }
}
