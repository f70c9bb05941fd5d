package org.meridian.results.receipt;

/** Counts what became of rows. */
public final class Tally {

    private final Rejections rejections;
    private int accepted;
    private int duplicate;

    /** @param named how many rejected rows are named */
    public Tally(int named) {
        this(0, 0, new Rejections(named));
    }

    Tally(int accepted, int duplicate, Rejections rejections) {
        this.accepted = accepted;
        this.duplicate = duplicate;
        this.rejections = rejections;
    }

    /** These counts, to be added to while these stay as they are. */
    public Tally copy() {
        return new Tally(accepted, duplicate, rejections.copy());
    }

    public void accept(int rows) {
        accepted += rows;
    }

    public void duplicate() {
        duplicate++;
    }

    public void reject(Rejection rejection) {
        rejections.add(rejection);
    }

    public void rejectAll(Rejections others) {
        rejections.addAll(others);
    }

    int accepted() {
        return accepted;
    }

    int duplicates() {
        return duplicate;
    }

    Rejections rejections() {
        return rejections;
    }

    /** Rows that are accounted for. */
    public int received() {
        return accepted + duplicate + rejections.count();
    }
}
