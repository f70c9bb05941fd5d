package org.meridian.sampling.offline;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.sampling.offline.ItemOutcome.Reason;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.Capacity;

/** An item after a look at it alone. */
sealed interface Candidate {

    /** The desk's own order: by its running number, then by its clock. */
    Comparator<Sound> AS_DONE = Comparator.comparing(
                    Sound::sequence, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
            .thenComparing(Sound::at);

    /** Whether its tube takes it is not known yet. */
    sealed interface Sound extends Candidate {

        String clientId();

        Barcode barcode();

        /** By the desk's clock. */
        Instant at();

        @Nullable
        Long sequence();
    }

    /** @param opens the desk opened the tube, of this capacity */
    record SoundSample(
            String clientId,
            SampleId id,
            Barcode barcode,
            @Nullable Capacity opens,
            ResidentId resident,
            Instant at,
            @Nullable Long sequence)
            implements Sound {}

    /** @param samples how many people the desk knows in the tube */
    record SoundSealing(
            String clientId,
            Barcode barcode,
            int samples,
            Instant at,
            @Nullable Long sequence) implements Sound {}

    record Unsound(@Nullable String clientId, Reason reason) implements Candidate {}
}
