package org.meridian.sharing.roster;

import java.util.Map;

/** One line of an uploaded roster, as it was written. */
sealed interface RosterLine {

    /** From 1: of a CSV file its line, of a JSON array its element. */
    int line();

    /** @param values by column; a column that is not there is missing or empty */
    record Values(int line, Map<String, String> values) implements RosterLine {}

    /** A line that has no values to speak of. */
    record Unusable(int line, String reason) implements RosterLine {}
}
