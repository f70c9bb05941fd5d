package org.meridian.results.receipt;

import java.time.Instant;
import java.util.UUID;

/**
 * An upload that one request writes, and where it goes on.
 *
 * @param worker the request; another that takes the upload over has another
 * @param chunkRows chunk n is the rows from n × chunkRows on
 * @param chunks how many are settled
 * @param tally of the settled ones
 */
public record Claim(
        ReceiptId id,
        UUID worker,
        String sha256,
        int total,
        Instant startedAt,
        int chunkRows,
        int chunks,
        Tally tally) {

    /** The file's chunks; an empty file has one of nothing. */
    public int allChunks() {
        return Math.max(1, Math.ceilDiv(total, chunkRows));
    }

    Receipt receipt(State state, Tally tally) {
        Rejections rejections = tally.rejections();
        return new Receipt(
                id,
                tally.received(),
                tally.accepted(),
                tally.duplicates(),
                rejections.count(),
                sha256,
                rejections.first(),
                rejections.truncated(),
                state,
                total,
                Receipt.percent(state, tally.received(), tally.received(), total),
                startedAt,
                null);
    }

    /** The receipt as it is while the upload begins, or goes on. */
    public Receipt running() {
        return receipt(State.RUNNING, tally);
    }
}
