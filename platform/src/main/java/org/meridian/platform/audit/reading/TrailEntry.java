package org.meridian.platform.audit.reading;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.audit.EntryId;
import org.meridian.platform.id.Ids;

/** Who did what, with the proof that it is as it was written; absent in the first second. */
public record TrailEntry(
        EntryId id,
        String service,
        String country,
        Instant at,
        String actor,
        List<String> roles,
        String action,
        String object,
        String detail,
        @Nullable String traceId,
        @Nullable Proof proof) {

    public static final Comparator<TrailEntry> NEWEST_FIRST = Comparator.comparing(
                    (TrailEntry entry) -> entry.id().id(), Ids.ORDER)
            .reversed();
}
