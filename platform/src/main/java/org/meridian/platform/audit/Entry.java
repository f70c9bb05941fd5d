package org.meridian.platform.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did.
 *
 * @param id with its country, in order of time
 * @param roles the actor's, in order, separated by commas
 */
public record Entry(
        EntryId id,
        Instant at,
        String actor,
        String roles,
        String action,
        String object,
        String detail,
        @Nullable String traceId) {

    /** The entry's own hash, with which it stands in its link. */
    public Hash digest() {
        return new Bytes("event/1")
                .text(id.toString())
                .time(at)
                .text(actor)
                .text(roles)
                .text(action)
                .text(object)
                .text(detail)
                .text(traceId)
                .sha256();
    }
}
