package org.meridian.results.upload;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.web.Trace;
import org.meridian.results.receipt.Claim;
import org.meridian.results.receipt.Ledger;
import org.meridian.results.receipt.Ledger.Upload;
import org.meridian.results.receipt.Ledger.Upload.Counted;
import org.meridian.results.receipt.Receipt;
import org.meridian.results.receipt.Tally;
import org.meridian.results.upload.Helpers.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * One request's work on one file: it begins, or goes on where another ended; writes all chunks but a single one in their
 * own transactions; and finishes, with a single one, in the transaction of the request.
 */
final class UploadRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UploadRun.class);

    /** What all runs share. */
    record Means(
            Ledger ledger,
            CountryTransactions transactions,
            Verification verification,
            UploadWriter writer,
            UploadLimits limits,
            Helpers helpers,
            Audit audit,
            Semaphore writers) {}

    private final Means means;
    private final LabFile file;
    private final Uploader by;
    private final Upload upload;
    /** Takes no more time than a batch: then nobody could watch it, and it is written down once. */
    private final boolean brief;

    private @Nullable Claim claim;
    private @Nullable Heartbeat heartbeat;
    private @Nullable VerifiedRows single;
    private @Nullable Tally settled;
    private boolean written;
    private boolean writing;

    UploadRun(Means means, LabFile file, Uploader by) {
        this.means = means;
        this.file = file;
        this.by = by;
        this.brief = file.size() <= means.limits().batch();
        this.upload = new Upload(
                by.country(),
                by.subject(),
                file.sha256(),
                file.size(),
                means.limits().chunkOf(file.size()));
    }

    /** Writes the upload down, as a new one or as one that goes on; in a write transaction. */
    Claim begin() {
        Claim begun = resumed().orElseGet(() -> {
            Claim fresh = means.ledger().unwritten(upload, means.limits().rejections());
            means.ledger().open(fresh, by.subject());
            return fresh;
        });
        claim = begun;
        written = true;
        return begun;
    }

    private Optional<Claim> resumed() {
        return means.ledger().takeOver(upload, means.limits().rejections());
    }

    /** Goes on with an upload of this file that was interrupted, if there is one; in a write transaction. */
    boolean resume() {
        resumed().ifPresent(taken -> claim = taken);
        written = claim != null;
        return written;
    }

    boolean begun() {
        return claim != null;
    }

    /** All that happens before the last transaction. */
    void prepare() {
        if (claim == null) {
            if (brief) {
                claim = means.ledger().unwritten(upload, means.limits().rejections());
            } else {
                means.transactions().run(by.country(), this::begin);
            }
        }
        Claim begun = Objects.requireNonNull(claim);
        heartbeat = written ? Heartbeat.start(means.ledger(), begun) : null;
        awaitTurn();
        Spool<Checked<Row>>.Reader rows = file.rows().reader();
        if (begun.allChunks() == 1) {
            single = begun.chunks() == 0 ? verify(rows, begun) : null;
        } else {
            settled = writeChunks(rows, begun);
        }
    }

    private void awaitTurn() {
        if (brief) {
            return;
        }
        means.writers().acquireUninterruptibly();
        writing = true;
    }

    /** While a chunk is written, the next one's tubes are asked for. */
    private Tally writeChunks(Spool<Checked<Row>>.Reader rows, Claim begun) {
        rows.skip(begun.chunks() * begun.chunkRows());
        Tally tally = begun.tally();
        Task<VerifiedRows> next = means.helpers().start(() -> verify(rows, begun));
        try {
            for (int chunk = begun.chunks(); chunk < begun.allChunks(); chunk++) {
                try (VerifiedRows verified = next.join()) {
                    next = means.helpers().start(() -> verify(rows, begun));
                    tally = write(begun, chunk, verified, tally);
                }
            }
            return tally;
        } finally {
            next.dispose(VerifiedRows::close);
        }
    }

    private VerifiedRows verify(Spool<Checked<Row>>.Reader rows, Claim begun) {
        return means.verification().verify(by, rows, begun.chunkRows(), count -> {
            if (heartbeat != null) {
                heartbeat.checked(count);
            }
        });
    }

    private Tally write(Claim begun, int chunk, VerifiedRows verified, Tally before) {
        return means.transactions().write(by.country(), () -> {
            Tally tally = before.copy();
            means.writer().write(by.country(), begun.id(), verified, tally);
            means.ledger().settled(begun, chunk, tally);
            return tally;
        });
    }

    /** The last transaction's work; may be repeated. */
    Receipt finish() {
        Claim begun = Objects.requireNonNull(claim);
        Tally tally = (settled == null ? begun.tally() : settled).copy();
        if (single != null) {
            means.writer().write(by.country(), begun.id(), single, tally);
        }
        Receipt receipt = written
                ? means.ledger().done(begun, tally)
                : means.ledger()
                        .doneAtOnce(by.country(), List.of(new Counted(begun, by.subject(), tally)))
                        .getFirst();
        means.audit()
                .recordAll(
                        by.country(),
                        List.of(Uploaded.act(receipt, by.subject(), Trace.id().orElse(null))));
        return receipt;
    }

    /** Nothing more will be done: another request may go on, unless it would fail the same way. */
    void failed(RuntimeException failure) {
        Claim begun = claim;
        if (begun == null || !written) {
            return;
        }
        String problem = failure instanceof ProblemException known
                ? known.getMessage()
                : "It could not be completed on our side.";
        if (failure instanceof ProblemException known) {
            known.with("receiptId", begun.id().toString());
        }
        try {
            means.ledger().ended(begun, String.valueOf(problem), !mayGoOn(failure));
        } catch (RuntimeException e) {
            LOG.warn("an upload's end was not written down: {}", e.getClass().getSimpleName()); // its lease will end
        }
    }

    private static boolean mayGoOn(RuntimeException failure) {
        return !(failure instanceof DataIntegrityViolationException)
                && (failure instanceof ProblemException
                        || failure instanceof DataAccessException
                        || failure instanceof TransactionException);
    }

    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.close();
        }
        if (single != null) {
            single.close();
        }
        if (writing) {
            means.writers().release();
        }
    }
}
