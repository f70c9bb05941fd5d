package org.meridian.results.reconciliation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation, while it runs and afterwards.
 *
 * @param finishedAt absent while it runs
 * @param problem what ended it early; what was found until then is repaired
 */
public record Report(
        ReconciliationId reconciliationId,
        String country,
        Cause trigger,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String problem,
        @JsonUnwrapped Counts counts) {}
