package org.meridian.bench.inject;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.meridian.bench.inject.Schedule.Strike;

/** Works through a schedule while a day runs. */
public final class Strikes {

    private final Schedule schedule;
    private final Injector injector;
    private final IntSupplier operations;
    private final Timeline timeline;
    private final AtomicInteger struck = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean ended;

    /** @param operations how many there were so far */
    public Strikes(Schedule schedule, Injector injector, IntSupplier operations, Timeline timeline) {
        this.schedule = schedule;
        this.injector = injector;
        this.operations = operations;
        this.timeline = timeline;
    }

    /** A point that the day never reaches is taken as reached when the day has ended. */
    public void run() {
        for (Strike strike : schedule.strikes()) {
            while (operations.getAsInt() < strike.after() && !ended) {
                LockSupport.parkNanos(1_000_000);
            }
            LockSupport.parkNanos(strike.later().toNanos());
            timeline.begins(strike.fault());
            if (injector.begin(strike.fault())) {
                done.incrementAndGet();
            }
            try {
                LockSupport.parkNanos(strike.fault().lasts().toNanos());
            } finally {
                injector.end(strike.fault());
            }
            timeline.ends(strike.fault());
            struck.incrementAndGet();
        }
    }

    /** Whether the day must wait: it would be over before a slow machine has started everything again. */
    public boolean isBehind() {
        int next = struck.get() + 1;
        return next < schedule.strikes().size()
                && operations.getAsInt() >= schedule.strikes().get(next).after();
    }

    public void dayHasEnded() {
        ended = true;
    }

    /** How many things were broken. */
    public int done() {
        return done.get();
    }
}
