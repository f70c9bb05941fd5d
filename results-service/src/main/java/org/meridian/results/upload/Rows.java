package org.meridian.results.upload;

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
}
