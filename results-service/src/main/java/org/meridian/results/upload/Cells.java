package org.meridian.results.upload;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row as it stands in the file: texts, or what makes it no row.
 *
 * @param flaw why the texts can't be used, null when they can
 */
record Cells(int line, Map<Column, String> texts, @Nullable String flaw) {

    /** What a row consists of. */
    enum Column {
        BARCODE("barcode"),
        OUTCOME("outcome"),
        TESTED_AT("testedAt"),
        DEVICE("device"),
        CT("ct");

        static final List<Column> NEEDED = List.of(BARCODE, OUTCOME, TESTED_AT);

        private final String title;

        Column(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        static Optional<Column> titled(String title) {
            return Stream.of(values()).filter(c -> c.title.equals(title)).findFirst();
        }

        /** For a heading that a person may have typed. */
        static Optional<Column> headed(String heading) {
            String lower = heading.strip().toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(c -> c.title.toLowerCase(Locale.ROOT).equals(lower))
                    .findFirst();
        }
    }

    static Cells of(int line, Map<Column, String> texts) {
        return new Cells(line, texts, null);
    }

    static Cells flawed(int line, String flaw) {
        return new Cells(line, Map.of(), flaw);
    }

    String text(Column column) {
        return texts.getOrDefault(column, "");
    }
}
