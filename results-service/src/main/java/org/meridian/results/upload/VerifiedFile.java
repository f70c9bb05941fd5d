package org.meridian.results.upload;

/** A file whose tubes are known, ready to be written: its rows carry their ids, so that writing can be repeated. */
public final class VerifiedFile {

    private final ReceiptId receiptId;
    private final String sha256;
    private final int received;
    private final Rejections rejections;
    private final Spool<Sampled> rows;

    VerifiedFile(ReceiptId receiptId, String sha256, int received, Rejections rejections, Spool<Sampled> rows) {
        this.receiptId = receiptId;
        this.sha256 = sha256;
        this.received = received;
        this.rejections = rejections;
        this.rows = rows;
    }

    ReceiptId receiptId() {
        return receiptId;
    }

    Rejections rejections() {
        return rejections;
    }

    Spool<Sampled> rows() {
        return rows;
    }

    /** @param all every rejection, those from before included */
    Receipt receipt(int accepted, int duplicate, Rejections all) {
        return new Receipt(receiptId, received, accepted, duplicate, all.count(), sha256, all.first(), all.truncated());
    }
}
