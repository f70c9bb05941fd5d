package org.meridian.results.upload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.results.receipt.Claim;
import org.meridian.results.receipt.Ledger.Upload.Counted;
import org.meridian.results.receipt.Tally;

/**
 * A file of few rows whose tubes are known, ready to be written together with others.
 *
 * @param claim its tally has the rows that were rejected already
 * @param trace of its request
 */
record SmallFile(
        Claim claim,
        String by,
        List<Sampled> rows,
        @Nullable String trace) {

    /** To be counted anew each time that it is written. */
    Counted counted() {
        Tally tally = claim.tally().copy();
        return new Counted(claim, by, tally);
    }
}
