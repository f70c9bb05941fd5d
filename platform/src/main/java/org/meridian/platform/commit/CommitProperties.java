package org.meridian.platform.commit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How group commits work.
 *
 * @param writers at work on the home region's rows at the same time, each with a connection; other regions have one each
 * @param batch items written together at most
 * @param waiting items of a region that wait at most; whoever comes then is refused at once
 * @param patience how long a caller waits at most
 * @param tick how often is looked for what has waited too long; as long at most an item waits for others while the machine is busy
 * @param singles as long at least it waits then where no gateway gathers
 * @param enough items of one kind and country that wait for no others; 1: none ever does
 */
@ConfigurationProperties(prefix = "meridian.group-commit", ignoreUnknownFields = false)
record CommitProperties(
        @DefaultValue("2") int writers,
        @DefaultValue("256") int batch,
        @DefaultValue("4096") int waiting,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("10ms") Duration tick,
        @DefaultValue("50ms") Duration singles,
        @DefaultValue("32") int enough) {

    CommitProperties {
        require(writers >= 1 && writers <= 8, "writers is not within 1 and 8");
        require(batch >= 1 && batch <= 5_000, "batch is not within 1 and 5000");
        require(waiting >= 1 && waiting <= 1_000_000, "waiting is not within 1 and 1000000");
        require(patience.toMillis() >= 1 && patience.toMinutes() < 1, "patience is not within 1ms and 1m");
        require(tick.toMillis() >= 1 && tick.toMinutes() < 1, "tick is not within 1ms and 1m");
        require(!singles.isNegative() && singles.toMinutes() < 1, "singles is not within 0 and 1m");
        require(enough >= 1, "enough is not positive");
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("meridian.group-commit." + message);
        }
    }
}
