package org.meridian.results.receipt;

import java.time.Instant;

/**
 * An upload as it is listed: its receipt without the rejected rows.
 *
 * @param received rows that are settled
 * @param total rows of the file
 */
public record Summary(
        ReceiptId receiptId,
        State state,
        Instant startedAt,
        int total,
        int received,
        int accepted,
        int duplicate,
        int rejected,
        int percent,
        String sha256) {}
