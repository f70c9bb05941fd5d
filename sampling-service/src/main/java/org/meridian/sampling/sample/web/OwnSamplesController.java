package org.meridian.sampling.sample.web;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.meridian.platform.token.Caller;
import org.meridian.platform.web.MissingRegions;
import org.meridian.sampling.sample.OwnSample;
import org.meridian.sampling.sample.SampleReading;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A resident's own samples. */
@RestController
class OwnSamplesController {

    private final SampleReading samples;

    OwnSamplesController(SampleReading samples) {
        this.samples = samples;
    }

    @Operation(summary = "The own samples")
    @GetMapping("/v1/me/samples")
    ResponseEntity<List<OwnSample>> mine(Caller caller) {
        SampleReading.Found<OwnSample> found = samples.of(caller.resident());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (!found.missingRegions().isEmpty()) {
            answer.header(MissingRegions.HEADER, String.join(", ", found.missingRegions()));
        }
        return answer.body(found.samples());
    }
}
