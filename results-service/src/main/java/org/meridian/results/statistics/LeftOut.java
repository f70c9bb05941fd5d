package org.meridian.results.statistics;

import java.time.LocalDate;
import org.meridian.db.topology.Country;
import org.meridian.results.verdict.Outcome;

/** A count that is in no block of its cell, because it is small or would reveal one that is. */
record LeftOut(Country country, LocalDate day, Outcome outcome, String cell) {}
