package org.meridian.results.upload;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.results.receipt.Claim;
import org.meridian.results.receipt.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews an upload's lease as long as its worker lives, and tells how far it is. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PERIOD = Ledger.LEASE.dividedBy(5);

    private final Ledger ledger;
    private final Claim claim;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger checked;

    private Heartbeat(Ledger ledger, Claim claim) {
        this.ledger = ledger;
        this.claim = claim;
        this.checked = new AtomicInteger(claim.tally().received());
    }

    static Heartbeat start(Ledger ledger, Claim claim) {
        Heartbeat heartbeat = new Heartbeat(ledger, claim);
        Thread.ofVirtual().name("upload-heartbeat").start(heartbeat::run);
        return heartbeat;
    }

    /** So many rows' tubes more are known. */
    void checked(int rows) {
        checked.addAndGet(rows);
    }

    private void run() {
        try {
            while (!stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        try {
            ledger.renew(claim, checked.get());
        } catch (RuntimeException e) {
            LOG.warn("an upload's lease was not renewed: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
