package org.meridian.results.tube;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.results.verdict.Outcome;

/**
 * A result as it stands in the log.
 *
 * @param revision 0 for what was reported first
 * @param labSite that reported the first one and may correct it, null where nobody may
 */
public record StoredResult(
        ResultId id,
        String barcode,
        int revision,
        Outcome outcome,
        Instant testedAt,
        @Nullable SiteId labSite) {}
