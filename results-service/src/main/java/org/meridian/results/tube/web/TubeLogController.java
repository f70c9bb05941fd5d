package org.meridian.results.tube.web;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.meridian.platform.token.Caller;
import org.meridian.results.tube.LoggedResult;
import org.meridian.results.tube.TubeLog;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A laboratory looks up what was reported, and finds what there is to correct. */
@RestController
class TubeLogController {

    private final TubeLog log;

    TubeLogController(TubeLog log) {
        this.log = log;
    }

    @Operation(
            summary = "A tube's results",
            description =
                    "The one in force first, then those that it corrected. Empty while there is none. The barcode is "
                            + "looked up in the caller's country.")
    @GetMapping("/v1/results")
    List<LoggedResult> results(@RequestParam String barcode, Caller caller) {
        return log.of(barcode, caller.home());
    }
}
