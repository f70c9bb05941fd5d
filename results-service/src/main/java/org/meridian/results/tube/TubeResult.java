package org.meridian.results.tube;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.results.verdict.Outcome;

/**
 * What is reported on a tube for the first time.
 *
 * @param testedAt whole microseconds, as the database keeps it
 * @param device what it was tested with, in the laboratory's words
 * @param ct the cycle threshold, 0 to 50
 * @param reason why there is no test, for a void tube
 * @param receipt the upload it came with, null for none
 */
public record TubeResult(
        ResultId id,
        String barcode,
        Outcome outcome,
        Instant testedAt,
        @Nullable String device,
        @Nullable BigDecimal ct,
        Origin origin,
        @Nullable String reason,
        @Nullable UUID receipt) {}
