package org.meridian.sampling.offline;

import org.jspecify.annotations.Nullable;

/**
 * A sample as an offline desk noted it; texts, so that one that is badly written fails alone.
 *
 * @param clientId made by the desk, 1 to 64 of letters, digits and {@code _ . : -}; the same again is the same sample
 * @param residentCode the code that the person showed, or else {@code residentId}
 * @param sampledAt RFC 3339, by the desk's clock
 */
public record BatchItem(
        @Nullable String clientId,
        @Nullable String barcode,
        @Nullable String residentCode,
        @Nullable String residentId,
        @Nullable String sampledAt) {}
