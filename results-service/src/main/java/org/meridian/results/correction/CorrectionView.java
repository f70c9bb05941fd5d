package org.meridian.results.correction;

import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Outcome;

/**
 * A correction that was appended.
 *
 * @param resultId of the new result
 * @param corrects the result that it replaces
 * @param revision of the tube's result: 1 for the first correction
 */
public record CorrectionView(ResultId resultId, ResultId corrects, String barcode, Outcome outcome, int revision) {}
