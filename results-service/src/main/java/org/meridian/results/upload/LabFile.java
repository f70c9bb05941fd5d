package org.meridian.results.upload;

import java.util.ArrayList;
import java.util.List;

/** A file as it came, read to its end: its good rows put aside, its bad ones counted. */
public final class LabFile implements AutoCloseable {

    private final String sha256;
    private final int received;
    private final Rejections rejections;
    private final Spool<Row> rows;
    private final List<Spool<?>> spools = new ArrayList<>();

    LabFile(String sha256, int received, Rejections rejections, Spool<Row> rows) {
        this.sha256 = sha256;
        this.received = received;
        this.rejections = rejections;
        this.rows = rows;
        spools.add(rows);
    }

    String sha256() {
        return sha256;
    }

    int received() {
        return received;
    }

    Rejections rejections() {
        return rejections;
    }

    Spool<Row> rows() {
        return rows;
    }

    /** Has another spool closed together with this file. */
    void owns(Spool<?> spool) {
        spools.add(spool);
    }

    @Override
    public void close() {
        spools.forEach(Spool::close);
    }
}
