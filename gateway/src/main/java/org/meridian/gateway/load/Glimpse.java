package org.meridian.gateway.load;

import org.jspecify.annotations.Nullable;

/** What is seen of a request at the door, all of it unchecked. */
@FunctionalInterface
interface Glimpse {

    /** What stands in {@code Authorization}; asked for where it matters. */
    @Nullable
    String authorization();

    /** The whole body, where it is there already; asked for where it matters. */
    default byte @Nullable [] body() {
        return null;
    }
}
