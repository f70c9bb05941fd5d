package org.meridian.platform.audit.reading;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;

/**
 * Which entries are asked for; what is absent does not narrow it.
 *
 * @param country absent: all of the region asked
 * @param from the first time
 * @param to before this time
 * @param before only entries older than this one: the newest come first
 */
public record TrailQuery(
        @Nullable Country country,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String action,
        @Nullable String object,
        @Nullable UUID before,
        int limit) {}
