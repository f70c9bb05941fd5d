package org.meridian.results.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What counts can be broken down by. */
public enum Dimension {
    /** Where the tube was filled. */
    COUNTRY,
    /** The UTC day of {@code testedAt}. */
    DAY,
    /** The site's administrative division; a row that has one has its country, too. */
    DIVISION;

    /** As it is written in {@code by}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
