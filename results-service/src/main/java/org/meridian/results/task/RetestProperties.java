package org.meridian.results.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Retests and new samples.
 *
 * @param validFor how long one is asked for
 * @param expiryPoll how often those that nobody came for are closed; lists show them as expired anyway
 */
@ConfigurationProperties(prefix = "meridian.retest", ignoreUnknownFields = false)
public record RetestProperties(
        @DefaultValue("72h") Duration validFor,
        @DefaultValue("1m") Duration expiryPoll) {

    public RetestProperties {
        if (!validFor.isPositive() || !expiryPoll.isPositive()) {
            throw new IllegalArgumentException("meridian.retest: both are longer than nothing");
        }
    }
}
