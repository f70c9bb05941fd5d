package org.meridian.results.statistics;

import java.time.LocalDate;
import org.meridian.db.topology.Country;
import org.meridian.results.verdict.Outcome;

/**
 * What is published at least together: tubes of one country, UTC day and outcome, never less than
 * {@link Tally#THRESHOLD}. Blocks overlap nowhere, and every figure of every answer is a sum of whole ones.
 *
 * @param cell a division, or {@link #OTHER}: all those that have no block of their own
 * @param whole whether it holds all divisions' tubes of its country, day, line and outcome
 */
record Block(Country country, LocalDate day, Line line, Outcome outcome, String cell, boolean whole, Tally tally) {

    /** How the rest is named; a division that is called so itself counts as unknown. */
    static final String OTHER = "other";
}
