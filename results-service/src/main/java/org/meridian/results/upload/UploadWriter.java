package org.meridian.results.upload;

import java.util.ArrayList;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.meridian.results.cascade.Cascade;
import org.meridian.results.event.Changes;
import org.meridian.results.receipt.ReceiptId;
import org.meridian.results.receipt.Rejection;
import org.meridian.results.receipt.Tally;
import org.meridian.results.tube.Appended;
import org.meridian.results.tube.TubeResults;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes rows batch by batch, a few statements each: the tubes' results, what they mean for the persons of the country,
 * their states, and the events that tell the others; where something must be done again, the tasks too. All of it
 * happens in the caller's transaction.
 */
@Component
class UploadWriter {

    /** Who uploads the same again meanwhile waits for the first, this long; the service's usual 2 s are for single rows. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '60s'";

    private final TubeResults tubes;
    private final Cascade cascade;
    private final Changes changes;
    private final Outbox outbox;
    private final UploadLimits limits;
    private final JdbcClient jdbc;

    UploadWriter(
            TubeResults tubes, Cascade cascade, Changes changes, Outbox outbox, UploadLimits limits, JdbcClient jdbc) {
        this.tubes = tubes;
        this.cascade = cascade;
        this.changes = changes;
        this.outbox = outbox;
        this.limits = limits;
        this.jdbc = jdbc;
    }

    /** Writes rows of an upload in a write transaction, and counts them. */
    void write(Country country, ReceiptId receipt, VerifiedRows verified, Tally tally) {
        Spool<Sampled>.Reader rows = verified.rows().reader();
        if (verified.rows().size() > limits.batch()) {
            jdbc.sql(PATIENCE).update();
        }
        tally.rejectAll(verified.rejections());
        for (List<Sampled> batch = rows.next(limits.batch()); !batch.isEmpty(); batch = rows.next(limits.batch())) {
            writeAll(
                    country,
                    batch.stream().map(row -> new Entry(row, receipt, tally)).toList());
        }
    }

    /**
     * A row of an upload, which may be another for each.
     *
     * @param tally of its upload, counts it
     */
    record Entry(Sampled row, ReceiptId receipt, Tally tally) {}

    /** Writes rows in a write transaction, whatever uploads they came with, with the same few statements. */
    void writeAll(Country country, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Appended> appended = tubes.append(
                country,
                entries.stream()
                        .map(entry -> entry.row().result(entry.receipt()))
                        .toList());
        List<Sampled> accepted = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            switch (appended.get(i)) {
                case NEW -> {
                    accepted.add(entry.row());
                    entry.tally().accept(1);
                }
                case ALREADY_THERE -> entry.tally().duplicate();
                case CONTRADICTS ->
                    entry.tally()
                            .reject(new Rejection(
                                    entry.row().row().line(),
                                    "barcode: the tube has another result already; use a correction to change it."));
            }
        }
        follow(country, accepted);
    }

    private void follow(Country country, List<Sampled> accepted) {
        List<TubeResulted> resulted = accepted.stream()
                .map(row -> new TubeResulted(row.row().barcode(), row.row().testedAt(), row.id()))
                .toList();
        List<NewEvent> events = new ArrayList<>(
                changes.told("sampling", country, TubeResulted.TYPE, resulted, tube -> country + "/" + tube.barcode()));
        events.addAll(cascade.follow(
                country,
                accepted.stream().flatMap(row -> row.memberResults().stream()).toList()));
        outbox.appendAll(events);
    }
}
