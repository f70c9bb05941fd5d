package org.meridian.results.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files are taken.
 *
 * @param atomicRows a file of up to so many rows is taken whole or not at all; a longer one in chunks, each of which is
 * @param chunkRows rows of such a chunk
 * @param batch how many rows are looked up, and written, at a time; at most 1,000, which is what sampling-service takes
 * @param together a file of up to so many rows is written together with others that come at the same time; 0 for never
 * @param rejections how many rejected rows a receipt names; all are counted
 * @param background how many files are written at once for senders who do not wait
 * @param writers how many files longer than a batch are written at once; more wait
 * @param atOnce how many files longer than {@code together} are taken at once from senders who wait, those included that wait to be written;
 *     one more is refused
 * @param patience how long a longer file waits for rows that another upload holds, three times over; at most 20 s
 */
@ConfigurationProperties(prefix = "meridian.upload", ignoreUnknownFields = false)
public record UploadLimits(
        @DefaultValue("100000") int atomicRows,
        @DefaultValue("50000") int chunkRows,
        @DefaultValue("500") int batch,
        @DefaultValue("20") int together,
        @DefaultValue("1000") int rejections,
        @DefaultValue("4") int background,
        @DefaultValue("3") int writers,
        @DefaultValue("64") int atOnce,
        @DefaultValue("20s") Duration patience) {

    /** A connection waits half a minute for an answer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    public UploadLimits {
        if (atomicRows < 1 || chunkRows < 1 || batch < 1 || batch > 1_000 || rejections < 0) {
            throw new IllegalArgumentException(
                    "meridian.upload: atomic-rows, chunk-rows >= 1, batch 1 to 1000, rejections >= 0");
        }
        if (together < 0 || together > batch) {
            throw new IllegalArgumentException("meridian.upload: together 0 to batch");
        }
        if (background < 1 || writers < 1 || atOnce < writers) {
            throw new IllegalArgumentException("meridian.upload: background, writers >= 1, at-once >= writers");
        }
        if (!patience.isPositive() || patience.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("meridian.upload: patience up to " + LONGEST_WAIT.toSeconds() + " s");
        }
    }

    /** The chunks of a file of so many rows: the file itself where it is taken as a whole. */
    int chunkOf(int rows) {
        return rows <= atomicRows ? Math.max(1, rows) : chunkRows;
    }
}
