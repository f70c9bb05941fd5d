package org.meridian.platform.id;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that is not set back by a small step, as machines' clocks are: it stands until time has caught up, so that what one process
 * does later never bears an earlier time. A bigger step back is taken: then what was before was wrong, not what comes.
 */
final class SteadyClock extends Clock {

    /** So long may it stand; what one machine may think of another's tokens is of the same order. */
    static final Duration STEP = Duration.ofSeconds(10);

    private final Clock clock;
    private final AtomicLong latestMicros;

    SteadyClock(Clock clock) {
        this(clock, new AtomicLong(Long.MIN_VALUE));
    }

    private SteadyClock(Clock clock, AtomicLong latestMicros) {
        this.clock = clock;
        this.latestMicros = latestMicros;
    }

    @Override
    public Instant instant() {
        Instant now = clock.instant();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        long latest = latestMicros.accumulateAndGet(
                micros, (last, read) -> read < last && last - read <= STEP.toNanos() / 1_000 ? last : read);
        return latest == micros ? now : Instant.EPOCH.plus(latest, ChronoUnit.MICROS);
    }

    @Override
    public long millis() {
        return instant().toEpochMilli();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(clock.withZone(zone), latestMicros);
    }
}
