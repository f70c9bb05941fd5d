package org.meridian.results.upload;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.results.receipt.Claim;
import org.meridian.results.receipt.Ledger;
import org.meridian.results.receipt.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Takes laboratories' files. Those of few rows that come at the same time are written together. A short one is taken whole or not at all, in one transaction; a long one in numbered chunks
 * that are, so that the same file, sent again after an interruption, goes on where it ended.
 */
@Component
public class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final Duration BUSY = Duration.ofSeconds(10);

    private final Topology topology;
    private final Region home;
    private final CountryTransactions transactions;
    private final UploadRun.Means means;
    private final Semaphore background;
    private final Semaphore places;
    private final SmallFiles small;
    private final GroupCommit<SmallFile, Receipt> together;

    Uploads(
            Topology topology,
            Region home,
            CountryTransactions transactions,
            Ledger ledger,
            Verification verification,
            UploadWriter writer,
            UploadLimits limits,
            Helpers helpers,
            SmallFiles small,
            GroupCommits commits,
            Audit audit) {
        this.topology = topology;
        this.home = home;
        this.transactions = transactions;
        this.means = new UploadRun.Means(
                ledger,
                transactions,
                verification,
                writer,
                limits,
                helpers,
                audit,
                new Semaphore(limits.writers(), true));
        this.small = small;
        this.together = commits.ofSingles("small-uploads", small);
        this.background = new Semaphore(limits.background());
        this.places = new Semaphore(limits.atOnce());
    }

    /**
     * Takes a file, and answers when it is written.
     *
     * @throws ProblemException 503 when too many are being written, or wait to be
     */
    public ResponseEntity<?> take(LabFile file, Uploader by, Once once) {
        mustBeHome(by.country());
        return small.takes(file) ? together(file, by, once) : byItself(file, by, once);
    }

    private ResponseEntity<?> together(LabFile file, Uploader by, Once once) {
        try {
            return once.in(by.country(), together, () -> small.prepare(file, by), ResponseEntity::ok);
        } catch (DataAccessException failure) {
            if (!HeldUp.is(failure)) {
                throw failure; // a second attempt would only be more of it
            }
            // a long file may hold the rows of somebody in this batch: then each finds out alone, and only one waits
            return byItself(file, by, once);
        }
    }

    private ResponseEntity<?> byItself(LabFile file, Uploader by, Once once) {
        mustFindPlace(places);
        try (UploadRun run = new UploadRun(means, file, by)) {
            try {
                return once.in(
                        by.country(),
                        () -> {
                            run.prepare();
                            return run;
                        },
                        prepared -> ResponseEntity.ok(prepared.finish()));
            } catch (RuntimeException e) {
                run.failed(e);
                throw e;
            }
        } finally {
            places.release();
        }
    }

    private static void mustFindPlace(Semaphore places) {
        if (!places.tryAcquire()) {
            throw new ProblemException(ProblemType.OVERLOADED, "Too many files are being written at present.")
                    .retryAfter(BUSY);
        }
    }

    /**
     * Takes a file, and answers before it is written.
     *
     * @throws ProblemException 503 when too many are being written so
     */
    public ResponseEntity<?> takeLater(LabFile file, Uploader by, Once once) {
        mustBeHome(by.country());
        mustFindPlace(background);
        UploadRun run = new UploadRun(means, file, by);
        boolean goesOn = false;
        try {
            ResponseEntity<?> answer = once.in(by.country(), () -> accepted(run.begin()));
            // the answer to an earlier request, whose work may have been interrupted since
            goesOn = run.begun() || transactions.write(by.country(), run::resume);
            if (goesOn) {
                file.keep();
                Thread.ofVirtual().name("upload").start(() -> work(run, file, by));
            }
            return answer;
        } finally {
            if (!goesOn) {
                run.close();
                background.release();
            }
        }
    }

    private static ResponseEntity<?> accepted(Claim claim) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/v1/results/receipts/" + claim.id()))
                .body(claim.running());
    }

    private void work(UploadRun run, LabFile file, Uploader by) {
        try (run) {
            run.prepare();
            transactions.write(by.country(), run::finish);
        } catch (RuntimeException e) {
            LOG.warn("an upload was not completed: {}", e.getClass().getSimpleName());
            run.failed(e);
        } finally {
            file.release();
            background.release();
        }
    }

    /** Only its own region writes a country's rows. */
    private void mustBeHome(Country country) {
        Region region = topology.regionOf(country);
        if (!region.equals(home)) {
            throw ProblemException.regionUnavailable(region.name());
        }
    }
}
