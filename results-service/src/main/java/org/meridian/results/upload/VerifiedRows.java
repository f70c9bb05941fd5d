package org.meridian.results.upload;

import org.meridian.results.receipt.Rejections;

/** Rows of a file whose tubes are known, put aside so that writing them can be repeated; the bad ones are counted. */
record VerifiedRows(Rejections rejections, Spool<Sampled> rows) implements AutoCloseable {

    @Override
    public void close() {
        rows.close();
    }
}
