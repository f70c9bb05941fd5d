package org.meridian.results.upload;

import java.util.ArrayList;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.meridian.results.cascade.Cascade;
import org.meridian.results.event.Changes;
import org.meridian.results.tube.Appended;
import org.meridian.results.tube.TubeResults;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes a file chunk by chunk, four statements each: the tubes' results, what they mean for the persons of the country,
 * their states, and the events that tell the others; where something must be done again, the tasks too. All of it is one transaction.
 */
@Component
class UploadWriter {

    /** Who uploads the same again meanwhile waits for the first, this long; the service's usual 2 s are for single rows. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '20s'";

    private final TubeResults tubes;
    private final Cascade cascade;
    private final Changes changes;
    private final Receipts receipts;
    private final Outbox outbox;
    private final UploadLimits limits;
    private final JdbcClient jdbc;

    UploadWriter(
            TubeResults tubes,
            Cascade cascade,
            Changes changes,
            Receipts receipts,
            Outbox outbox,
            UploadLimits limits,
            JdbcClient jdbc) {
        this.tubes = tubes;
        this.cascade = cascade;
        this.changes = changes;
        this.receipts = receipts;
        this.outbox = outbox;
        this.limits = limits;
        this.jdbc = jdbc;
    }

    /** How far the writing is; made anew for each try of the transaction. */
    private static final class Progress {
        int accepted;
        int duplicate;
        final Rejections rejections;

        Progress(Rejections rejections) {
            this.rejections = rejections;
        }
    }

    Receipt write(Country country, VerifiedFile file, String uploadedBy) {
        if (file.rows().size() > limits.chunk()) {
            jdbc.sql(PATIENCE).update();
        }
        Progress progress = new Progress(new Rejections(limits.rejections(), file.rejections()));
        file.rows().forEachChunk(limits.chunk(), chunk -> write(country, file, chunk, progress));
        Receipt receipt = file.receipt(progress.accepted, progress.duplicate, progress.rejections);
        receipts.keep(receipt, uploadedBy);
        return receipt;
    }

    private void write(Country country, VerifiedFile file, List<Sampled> chunk, Progress progress) {
        List<Appended> appended = tubes.append(
                country,
                file.receiptId().id(),
                chunk.stream().map(Sampled::result).toList());
        List<Sampled> accepted = new ArrayList<>(chunk.size());
        for (int i = 0; i < chunk.size(); i++) {
            Sampled row = chunk.get(i);
            switch (appended.get(i)) {
                case NEW -> accepted.add(row);
                case ALREADY_THERE -> progress.duplicate++;
                case CONTRADICTS ->
                    progress.rejections.add(new Rejection(
                            row.row().line(),
                            "barcode: the tube has another result already; use a correction to change it."));
            }
        }
        progress.accepted += accepted.size();
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
