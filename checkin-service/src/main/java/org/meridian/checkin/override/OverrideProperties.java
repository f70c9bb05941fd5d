package org.meridian.checkin.override;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of overrides.
 *
 * @param longest from the proposal to the end
 * @param decideWithin after which a proposal lapses, and the wish to end one early
 * @param poll how often ends and lapses are looked for; a resident is told of an end so late at the most
 * @param compareEvery how often every colour that was set is compared with the decisions on it
 */
@ConfigurationProperties(prefix = "meridian.override", ignoreUnknownFields = false)
record OverrideProperties(
        @DefaultValue("14d") Duration longest,
        @DefaultValue("24h") Duration decideWithin,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("5m") Duration compareEvery) {

    OverrideProperties {
        require(within(longest, Duration.ofHours(1), Duration.ofDays(90)), "longest is not within 1h and 90d");
        require(
                within(decideWithin, Duration.ofMinutes(5), Duration.ofDays(7)),
                "decide-within is not within 5m and 7d");
        require(
                within(compareEvery, Duration.ofMillis(100), Duration.ofDays(1)),
                "compare-every is not within 100ms and 24h");
        require(within(poll, Duration.ofMillis(100), Duration.ofSeconds(30)), "poll is not within 100ms and 30s");
    }

    private static boolean within(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("meridian.override." + message);
        }
    }
}
