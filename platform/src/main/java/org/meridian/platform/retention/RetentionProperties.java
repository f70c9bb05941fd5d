package org.meridian.platform.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the removing is done. How long what is kept is said by {@link RetentionRule rules}, whose names are settings beside
 * these, so that unknown ones are found by {@link RetentionSettings} and not here.
 *
 * @param every how often to look whether a country's day is over, or something that is kept for minutes
 * @param batch rows removed with one statement
 * @param rest after each for so many times as long as it took nothing is removed
 */
@ConfigurationProperties(prefix = "meridian.retention")
public record RetentionProperties(
        @DefaultValue("1m") Duration every,
        @DefaultValue("500") int batch,
        @DefaultValue("4") int rest) {

    public RetentionProperties {
        require(every.compareTo(Duration.ofMillis(10)) >= 0, "every is not at least 10ms");
        require(batch >= 1 && batch <= 10_000, "batch is not within 1 and 10000");
        require(rest >= 0 && rest <= 100, "rest is not within 0 and 100");
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("meridian.retention." + message);
        }
    }
}
