package org.meridian.sampling.tube;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes a new tube.
 *
 * @param openedAt by the desk's clock, when it was opened offline
 */
public record OpenTube(
        @NotNull(message = "4 to 32 of A-Z, 0-9 and the hyphen.")
        Barcode barcode,

        @NotNull(message = "1, 5, 10 or 20.") Capacity capacity,
        @Nullable Instant openedAt) {}
