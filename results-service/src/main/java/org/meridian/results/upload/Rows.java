package org.meridian.results.upload;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other. */
sealed interface Rows permits CsvRows, JsonRows {

    /**
     * The next row, null after the last.
     *
     * @throws UnreadableFile when what follows is no row at all
     */
    @Nullable
    Cells next();

    /** How many rows the file itself says that it has, once it was read to its end. */
    OptionalInt declared();

    /** Whether the form shows that nothing is missing at the end. */
    default boolean complete() {
        return false;
    }
}
