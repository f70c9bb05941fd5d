package org.meridian.results.statistics;

import java.time.LocalDate;
import org.meridian.db.topology.Country;
import org.meridian.results.verdict.Outcome;

/**
 * How many tubes were counted, as the database knows it: not to be shown to anybody.
 *
 * @param day the UTC day of {@code testedAt}
 * @param division empty where it is not known or was not asked for
 * @param pool whether the tubes were made for more than one person
 */
record Counted(Country country, LocalDate day, String division, boolean pool, Outcome outcome, Tally tally) {}
