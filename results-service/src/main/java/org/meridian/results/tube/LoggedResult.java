package org.meridian.results.tube;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.results.verdict.Outcome;

/**
 * One entry of a tube's log; of persons it says nothing.
 *
 * @param revision 0 for what was reported first; the highest is in force
 * @param corrects the entry that it replaces
 * @param reason of a correction
 */
public record LoggedResult(
        ResultId resultId,
        String barcode,
        int revision,
        Outcome outcome,
        Instant testedAt,
        Instant recordedAt,
        @Nullable String device,
        @Nullable BigDecimal ct,
        @Nullable ResultId corrects,
        @Nullable String reason) {}
