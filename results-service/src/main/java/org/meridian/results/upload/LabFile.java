package org.meridian.results.upload;

/** A file as it came, read to its end: each row put aside, with what is wrong with it if it can't be used. */
public final class LabFile {

    private final String sha256;
    private final Spool<Checked<Row>> rows;
    private volatile boolean kept;

    LabFile(String sha256, Spool<Checked<Row>> rows) {
        this.sha256 = sha256;
        this.rows = rows;
    }

    String sha256() {
        return sha256;
    }

    int size() {
        return rows.size();
    }

    Spool<Checked<Row>> rows() {
        return rows;
    }

    /** It is needed after the request's end; whoever keeps it releases it. */
    void keep() {
        kept = true;
    }

    /** The request has ended. */
    public void requestEnded() {
        if (!kept) {
            release();
        }
    }

    void release() {
        rows.close();
    }
}
