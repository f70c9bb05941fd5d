package org.meridian.platform.audit.reading;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.audit.EntryId;

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
        @Nullable Proof proof) {}
