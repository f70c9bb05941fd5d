package org.meridian.results.lookup.web;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.meridian.platform.token.Caller;
import org.meridian.results.lookup.TubeLookup;
import org.meridian.results.tube.LoggedResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A laboratory looks up what was reported, and finds what there is to correct. */
@RestController
class TubeLogController {

    private final TubeLookup tubes;

    TubeLogController(TubeLookup tubes) {
        this.tubes = tubes;
    }

    @Operation(
            summary = "A tube's results",
            description =
                    "The one in force first, then those that it corrected. Empty while there is none. The barcode is "
                            + "looked up in the caller's country. Those whose samples are in the tube see the look-up in their "
                            + "access log.")
    @GetMapping("/v1/results")
    List<LoggedResult> results(@RequestParam String barcode, Caller caller) {
        return tubes.of(barcode, caller);
    }
}
