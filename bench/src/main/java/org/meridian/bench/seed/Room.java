package org.meridian.bench.seed;

import java.util.Locale;
import java.util.Optional;

/** Whether a city fits on a disk, before anything is written. */
final class Room {

    /** For what is written beside the tables: WAL, the sorting of an index, and whatever else the machine does. */
    private static final long RESERVE = 6L << 30;

    private Room() {}

    /** What its tables take with their indexes. */
    static long bytes(City city) {
        Sheets sheets = new Sheets(city);
        return sheets.all().stream()
                        .flatMap(java.util.List::stream)
                        .mapToLong(Sheet::bytes)
                        .sum()
                + sheets.small().stream().mapToLong(Sheet::bytes).sum();
    }

    /** Why it does not fit, and how many would. */
    static Optional<String> missing(City city, long free) {
        long needed = bytes(city) + RESERVE;
        if (needed <= free) {
            return Optional.empty();
        }
        long fit = Math.max(0, free - RESERVE) / Math.max(1, bytes(city) / city.residents()) / 100_000 * 100_000;
        return Optional.of(String.format(
                Locale.ROOT,
                "%,d residents take about %,d GB, %,d GB of it as reserve, and %,d GB are free. %,d residents would fit.",
                city.residents(),
                needed >> 30,
                RESERVE >> 30,
                free >> 30,
                fit));
    }
}
