package org.meridian.platform.audit.reading;

import java.util.List;
import org.meridian.db.topology.Country;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The door to a service's trail in one region, which every service has. */
public interface TrailClient {

    String ENTRIES = "/internal/audit/events";
    String CHECKPOINTS = "/internal/audit/checkpoints";

    /** The newest first. */
    @PostMapping(ENTRIES)
    List<TrailEntry> entries(@RequestBody TrailQuery query);

    /** The last ones of a country, the newest first. */
    @PostMapping(CHECKPOINTS)
    List<Proof.SignedPoint> checkpoints(@RequestBody Which which);

    /** @param before only those with lower numbers; 0 for all */
    record Which(Country country, long before) {}
}
