package org.meridian.results.receipt;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account of an upload: each row that is settled is one of accepted, duplicate and rejected. When the upload is done
 * these are all rows of the file.
 *
 * @param received rows that are settled
 * @param sha256 of the file as it came, lower-case hexadecimal
 * @param rejections the first of the rejected rows, in the file's order
 * @param rejectionsTruncated whether there are more than {@code rejections} names
 * @param total rows of the file
 * @param percent of the work, looking tubes up included
 * @param startedAt when all of the file was there for the first time
 * @param problem what ended it, unless it is running or done
 */
public record Receipt(
        ReceiptId receiptId,
        int received,
        int accepted,
        int duplicate,
        int rejected,
        String sha256,
        List<Rejection> rejections,
        boolean rejectionsTruncated,
        State state,
        int total,
        int percent,
        Instant startedAt,
        @Nullable String problem) {

    public Receipt {
        if (received != accepted + duplicate + rejected || (state == State.DONE && received != total)) {
            throw new IllegalStateException("a row is unaccounted for");
        }
        rejections = List.copyOf(rejections);
    }

    /** Looking the tubes up is half of the work. */
    static int percent(State state, int checked, int received, int total) {
        if (state == State.DONE) {
            return 100;
        }
        return total == 0 ? 0 : (int) Math.min(99, (checked + (long) received) * 50 / total);
    }
}
