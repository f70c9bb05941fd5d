package org.meridian.platform.audit;

import java.time.Clock;
import java.time.Instant;
import org.meridian.platform.outbox.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Seals and signs the home region's trail for as long as the service runs. */
final class TrailKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TrailKeeper.class);

    private final Sealer sealer;
    private final Checkpoints checkpoints;
    private final Signal signal;
    private final AuditProperties properties;
    private final Clock clock;
    private volatile boolean running;
    private Thread thread = Thread.ofVirtual().unstarted(() -> {});
    private Instant lastSigned = Instant.MIN;

    TrailKeeper(Sealer sealer, Checkpoints checkpoints, Signal signal, AuditProperties properties, Clock clock) {
        this.sealer = sealer;
        this.checkpoints = checkpoints;
        this.signal = signal;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("audit-sealer").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                boolean more = round();
                if (!more) {
                    signal.await(properties.poll());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("the audit trail waits: {}", e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private boolean round() {
        boolean more = sealer.round();
        Instant now = clock.instant();
        if (lastSigned.isBefore(now.minus(properties.checkpointEvery()))) {
            lastSigned = now;
            checkpoints.sign();
        }
        return more;
    }

    private void pause() {
        try {
            signal.await(properties.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
