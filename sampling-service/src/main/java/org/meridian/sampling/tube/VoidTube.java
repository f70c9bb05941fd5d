package org.meridian.sampling.tube;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes a tube out of use before it has a result.
 *
 * @param reason for people to read: spilt, label torn
 * @param voidedAt by the desk's or lab's clock, when that is not now
 */
public record VoidTube(
        @NotNull(message = REASON) @Pattern(regexp = "(?=.*\\S)\\P{C}{1,200}", message = REASON)
        String reason,

        @Nullable Instant voidedAt) {

    private static final String REASON = "1 to 200 printable characters.";
}
