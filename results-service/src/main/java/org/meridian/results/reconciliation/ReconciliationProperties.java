package org.meridian.results.reconciliation;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When what others know is compared with what is known here.
 *
 * @param nightly whether each country of the home region is reconciled every night
 * @param at the time of day when that begins
 * @param zone whose time of day that is
 * @param settle how old a difference must be at least: younger ones are on their way
 * @param patience how long whoever asks for one waits for its end; it goes on without them
 * @param tubesFor how far back tubes are compared, by the time of their test
 */
@ConfigurationProperties(prefix = "meridian.reconciliation", ignoreUnknownFields = false)
public record ReconciliationProperties(
        @DefaultValue("true") boolean nightly,
        @DefaultValue("03:30") LocalTime at,
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("3s") Duration settle,
        @DefaultValue("20s") Duration patience,
        @DefaultValue("14d") Duration tubesFor) {

    public ReconciliationProperties {
        require(!settle.isNegative() && settle.compareTo(Duration.ofMinutes(5)) <= 0, "settle: 0s to 5m");
        require(!patience.isNegative() && patience.compareTo(Duration.ofMinutes(5)) <= 0, "patience: 0s to 5m");
        require(tubesFor.toHours() >= 1, "tubes-for: 1h at least");
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("meridian.reconciliation." + message);
        }
    }
}
