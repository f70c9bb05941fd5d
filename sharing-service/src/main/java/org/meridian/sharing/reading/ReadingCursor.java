package org.meridian.sharing.reading;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.meridian.platform.problem.ProblemException;

/**
 * Where a reading goes on.
 *
 * @param reading which: pages of one reading cost the quota once
 * @param after the last member that was looked at
 */
public record ReadingCursor(UUID reading, UUID after) {

    /** @throws ProblemException 400 for a text that is no cursor */
    public static ReadingCursor of(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(":", -1);
            if (parts.length == 2) {
                return new ReadingCursor(UUID.fromString(parts[0]), UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }

    static ProblemException wrong() {
        return ProblemException.invalid(
                "cursor", "Take the cursor from the Link header of the page before, within the hour.");
    }

    /** As in {@code Link}. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((reading + ":" + after).getBytes(StandardCharsets.UTF_8));
    }
}
