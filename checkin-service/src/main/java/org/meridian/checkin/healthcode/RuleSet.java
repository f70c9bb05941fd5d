package org.meridian.checkin.healthcode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The figures of a country's rules, as they hold from a moment on.
 *
 * @param version named by whoever decides on rules; grows
 * @param from when it begins to hold
 * @param testWindow how long a negative test lets pass, from its sample on
 * @param positiveFor how long a positive test shuts out, from its sample on
 * @param objections where to object to what officers decided, 80 bytes in UTF-8 at the most
 */
public record RuleSet(
        @DefaultValue("1") int version,
        @DefaultValue("1970-01-01T00:00:00Z") Instant from,
        @DefaultValue("72h") Duration testWindow,
        @DefaultValue("14d") Duration positiveFor,
        @DefaultValue(OBJECTIONS) String objections) {

    static final String OBJECTIONS = "the health office of your division";

    /** Results are kept longer than that, so that forgetting one never changes a colour to a better one. */
    private static final Duration LONGEST = Duration.ofDays(60);

    /** Three days for a test, fourteen for a positive one. */
    static final RuleSet STANDARD = new RuleSet(1, Instant.EPOCH, Duration.ofDays(3), Duration.ofDays(14), OBJECTIONS);

    public RuleSet {
        require(version >= 1, "version must be at least 1");
        require(within(testWindow), "test-window is not within 1h and 60d");
        require(within(positiveFor), "positive-for is not within 1h and 60d");
        require(
                !objections.isBlank() && objections.getBytes(StandardCharsets.UTF_8).length <= 80,
                "objections has not 1 to 80 bytes");
    }

    private static boolean within(Duration value) {
        return value.compareTo(Duration.ofHours(1)) >= 0 && value.compareTo(LONGEST) <= 0;
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("meridian.health-code: " + message);
        }
    }
}
