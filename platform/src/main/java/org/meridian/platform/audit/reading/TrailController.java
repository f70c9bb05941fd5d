package org.meridian.platform.audit.reading;

import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers registration, which asks all services for auditors. */
@RestController
final class TrailController {

    private final TrailReader reader;

    TrailController(TrailReader reader) {
        this.reader = reader;
    }

    @PostMapping(TrailClient.ENTRIES)
    List<TrailEntry> entries(@RequestBody TrailQuery query) {
        return reader.entries(query);
    }

    @PostMapping(TrailClient.CHECKPOINTS)
    List<Proof.SignedPoint> checkpoints(@RequestBody TrailClient.Which which) {
        return reader.checkpoints(which.country(), which.before());
    }
}
