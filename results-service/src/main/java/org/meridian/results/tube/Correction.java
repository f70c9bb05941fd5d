package org.meridian.results.tube;

import org.meridian.results.verdict.Outcome;

/**
 * What replaces a result.
 *
 * @param id of the new result
 * @param corrects the newest result of the tube
 */
public record Correction(ResultId id, ResultId corrects, Outcome outcome, String reason) {}
