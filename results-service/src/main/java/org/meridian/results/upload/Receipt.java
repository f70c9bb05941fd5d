package org.meridian.results.upload;

import java.util.List;

/**
 * The account of an upload: each row of the file is one of accepted, duplicate and rejected.
 *
 * @param sha256 of the file as it came, lower-case hexadecimal
 * @param rejections the first of the rejected rows, in the file's order
 * @param rejectionsTruncated whether there are more than {@code rejections} names
 */
public record Receipt(
        ReceiptId receiptId,
        int received,
        int accepted,
        int duplicate,
        int rejected,
        String sha256,
        List<Rejection> rejections,
        boolean rejectionsTruncated) {

    public Receipt {
        if (received != accepted + duplicate + rejected) {
            throw new IllegalStateException("a row is unaccounted for");
        }
        rejections = List.copyOf(rejections);
    }
}
