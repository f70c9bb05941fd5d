package org.meridian.platform.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.meridian.platform.job.RegularJob;
import org.meridian.platform.job.Signal;

/** Seals and signs the home region's trail for as long as the service runs. */
final class TrailKeeper extends RegularJob {

    private final Sealer sealer;
    private final Checkpoints checkpoints;
    private final AuditProperties properties;
    private final Clock clock;
    private Instant lastSigned = Instant.MIN;

    TrailKeeper(Sealer sealer, Checkpoints checkpoints, Signal signal, AuditProperties properties, Clock clock) {
        super("audit-sealer", Duration.ZERO, properties.poll(), properties.rest(), signal);
        this.sealer = sealer;
        this.checkpoints = checkpoints;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected Duration turn() {
        boolean more = sealer.round();
        Instant now = clock.instant();
        if (lastSigned.isBefore(now.minus(properties.checkpointEvery()))) {
            lastSigned = now;
            checkpoints.sign();
        }
        return more ? Duration.ZERO : period();
    }
}
