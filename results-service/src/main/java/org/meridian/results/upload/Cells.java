package org.meridian.results.upload;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row as it stands in the file: texts, empty where there is none, or what makes it no row.
 *
 * @param flaw why the texts can't be used, null when they can
 */
record Cells(
        int line,
        String barcode,
        String outcome,
        String testedAt,
        String device,
        String ct,
        @Nullable String flaw) {

    /** What a row consists of. */
    enum Column {
        BARCODE("barcode"),
        OUTCOME("outcome"),
        TESTED_AT("testedAt"),
        DEVICE("device"),
        CT("ct");

        static final List<Column> NEEDED = List.of(BARCODE, OUTCOME, TESTED_AT);

        private static final Map<String, Column> BY_TITLE = new HashMap<>();
        private static final Map<String, Column> BY_LOWER_CASE = new HashMap<>();

        static {
            for (Column column : values()) {
                BY_TITLE.put(column.title, column);
                BY_LOWER_CASE.put(column.title.toLowerCase(Locale.ROOT), column);
            }
        }

        private final String title;

        Column(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        static Optional<Column> titled(String title) {
            return Optional.ofNullable(BY_TITLE.get(title));
        }

        /** For a heading that a person may have typed. */
        static Optional<Column> headed(String heading) {
            return Optional.ofNullable(BY_LOWER_CASE.get(heading.strip().toLowerCase(Locale.ROOT)));
        }
    }

    /** @param texts those that are there */
    static Cells of(int line, Map<Column, String> texts) {
        return new Cells(
                line,
                texts.getOrDefault(Column.BARCODE, ""),
                texts.getOrDefault(Column.OUTCOME, ""),
                texts.getOrDefault(Column.TESTED_AT, ""),
                texts.getOrDefault(Column.DEVICE, ""),
                texts.getOrDefault(Column.CT, ""),
                null);
    }

    static Cells flawed(int line, String flaw) {
        return new Cells(line, "", "", "", "", "", flaw);
    }
}
