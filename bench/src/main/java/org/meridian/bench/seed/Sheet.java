package org.meridian.bench.seed;

import java.io.IOException;
import java.util.Locale;

/**
 * The rows of one table.
 *
 * @param columns as COPY wants them
 * @param rows how many
 * @param bytesEach what one takes on disk with all indexes, measured; decides whether there is room
 * @param fill writes the n-th row
 */
record Sheet(String service, String table, String columns, long rows, int bytesEach, Fill fill) {

    interface Fill {
        void write(long number, CopyRow row) throws IOException;
    }

    int fields() {
        return columns.split(",", -1).length;
    }

    String name() {
        return service + "." + table;
    }

    long bytes() {
        return rows * bytesEach;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %,d rows, about %,d MB", name(), rows, bytes() >> 20);
    }
}
