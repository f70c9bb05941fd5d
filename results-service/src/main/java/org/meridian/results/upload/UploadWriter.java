package org.meridian.results.upload;

import java.time.Duration;
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
import org.meridian.results.tube.TubeResult;
import org.meridian.results.tube.TubeResults;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes rows batch by batch, a few statements each: the tubes' results, what they mean for the persons of the country,
 * their states, and the events that tell the others; where something must be done again, the tasks too. All of it
 * happens in the caller's transaction.
 */
@Component
class UploadWriter {

    /** So often a chunk's first rows are tried: behind them a file waits that is being written by somebody else already. */
    private static final int WAITS = 3;

    /** What a statement may take beside its waiting. */
    private static final Duration WORK = Duration.ofSeconds(5);

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
        int waits = 1;
        if (verified.rows().size() > limits.batch()) {
            bePatient();
            waits = WAITS;
        }
        tally.rejectAll(verified.rejections());
        for (List<Sampled> batch = rows.next(limits.batch()); !batch.isEmpty(); batch = rows.next(limits.batch())) {
            List<Entry> entries =
                    batch.stream().map(row -> new Entry(row, receipt, tally)).toList();
            writeAll(country, entries, append(country, entries, waits));
            waits = 1;
        }
    }

    /** Who uploads the same again meanwhile waits for the first; the service's usual 2 s are for single rows. */
    private void bePatient() {
        Duration patience = limits.patience();
        jdbc.sql("SELECT set_config('lock_timeout', :wait, true), set_config('statement_timeout', :all, true)")
                .param("wait", Long.toString(patience.toMillis()))
                .param("all", Long.toString(patience.plus(WORK).toMillis()))
                .query()
                .singleRow();
    }

    /**
     * A row of an upload, which may be another for each.
     *
     * @param tally of its upload, counts it
     */
    record Entry(Sampled row, ReceiptId receipt, Tally tally) {}

    /** Writes rows in a write transaction, whatever uploads they came with, with the same few statements. */
    void writeAll(Country country, List<Entry> entries) {
        if (!entries.isEmpty()) {
            writeAll(country, entries, append(country, entries, 1));
        }
    }

    /**
     * One statement cannot wait as long as another's chunk may take: its connection would be given up. So it waits again, in the same
     * transaction, and only with the first rows, as many savepoints in one transaction slow everybody down.
     */
    private List<Appended> append(Country country, List<Entry> entries, int waits) {
        List<TubeResult> results = entries.stream()
                .map(entry -> entry.row().result(entry.receipt()))
                .toList();
        for (int left = waits - 1; left > 0; left--) {
            jdbc.sql("SAVEPOINT waiting").update();
            try {
                List<Appended> appended = tubes.append(country, results);
                jdbc.sql("RELEASE SAVEPOINT waiting").update();
                return appended;
            } catch (DataAccessException failure) {
                if (!HeldUp.is(failure)) {
                    throw failure;
                }
                jdbc.sql("ROLLBACK TO SAVEPOINT waiting").update();
            }
        }
        return tubes.append(country, results);
    }

    private void writeAll(Country country, List<Entry> entries, List<Appended> appended) {
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
