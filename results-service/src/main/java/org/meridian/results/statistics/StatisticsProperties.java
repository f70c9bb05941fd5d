package org.meridian.results.statistics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How statistics are published.
 *
 * @param settledAfter a day is published so long after its end, as it was known then, and never changes again: else two
 *     answers to one question would tell what came in between, which may be one tube. 0s: days are published as they
 *     stand, today's, too, and change
 * @param atOnce how many questions are worked on at the same time; one more is refused at once
 * @param timeout of each statement: one for all regions and, when that fails, one for each; all of them together within the
 *     30 seconds that a gateway waits
 * @param rememberedFor how long an answer is given again
 * @param rows how many rows an answer may have
 * @param groups how many groups of tubes may be read for an answer; all of them are in memory meanwhile
 * @param rest some days are read at a time; then nothing is for so many times as long as that took
 * @param patience after which a question is given up; after half of it there is no more rest
 */
@ConfigurationProperties(prefix = "meridian.statistics", ignoreUnknownFields = false)
public record StatisticsProperties(
        @DefaultValue("72h") Duration settledAfter,
        @DefaultValue("2") int atOnce,
        @DefaultValue("7s") Duration timeout,
        @DefaultValue("10s") Duration rememberedFor,
        @DefaultValue("20000") int rows,
        @DefaultValue("60000") int groups,
        @DefaultValue("6") int rest,
        @DefaultValue("20s") Duration patience) {

    public StatisticsProperties {
        if (timeout.toSeconds() < 1
                || settledAfter.isNegative()
                || rememberedFor.isNegative()
                || atOnce < 1
                || rows < 1
                || groups < rows
                || rest < 0
                || patience.compareTo(timeout) < 0) {
            throw new IllegalArgumentException(
                    "meridian.statistics: no negative times, timeout >= 1s, at-once and rows >= 1, groups >= rows,"
                            + " rest >= 0, patience >= timeout");
        }
    }

    boolean isLive() {
        return settledAfter.isZero();
    }
}
