package org.meridian.sampling.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.tube.Barcode;

/**
 * Somebody who is to be sampled again, into a tube of one's own.
 *
 * @param taskId the sample's id: there is one task at most for each
 * @param reason what the tube's result was
 * @param barcode of that tube
 */
public record TaskView(
        SampleId taskId,
        Kind kind,
        Reason reason,
        TaskState state,
        ResidentId residentId,
        Barcode barcode,
        Instant sampledAt,
        Instant openedAt,
        Instant expiresAt,
        @Nullable Instant closedAt) {

    /** A retest tells who of a pool it was; a new sample replaces one that could not be tested. */
    public enum Kind {
        RETEST,
        RESAMPLE
    }

    /** The outcomes that decide nothing about a person. */
    public enum Reason {
        POSITIVE,
        INCONCLUSIVE,
        INVALID
    }
}
