package org.meridian.bench.history;

import org.jspecify.annotations.Nullable;

/**
 * What a database holds.
 *
 * @param kind as of its {@link Operation}
 * @param name as of its operation
 * @param value what it says, or its id
 * @param place its place in the order of its line, by whatever the services themselves go by; null: it has none
 */
public record Row(
        String kind,
        String name,
        @Nullable String value,
        @Nullable Long place) {}
