package org.meridian.sampling.offline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.sampling.offline.ItemOutcome.Reason;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.tube.Barcode;

/** An item after a look at it alone. */
sealed interface Candidate {

    /** Sound in itself; whether its tube takes it is not known yet. */
    record Sound(String clientId, SampleId id, Barcode barcode, ResidentId resident, Instant sampledAt)
            implements Candidate {}

    record Unsound(@Nullable String clientId, Reason reason) implements Candidate {}
}
