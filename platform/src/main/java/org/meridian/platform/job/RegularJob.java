package org.meridian.platform.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A job that a service does in turns, one after the other, on a virtual thread of its own. A turn that fails is logged,
 * without its exception's text, and taken again after the period. The job can be stopped and started again.
 */
public abstract class RegularJob implements SmartLifecycle {

    /** For the turn that is under way when the job is to end; after that it is interrupted. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final Duration first;
    private final Duration period;
    private final Duration rest;
    private final Signal signal;
    private volatile @Nullable Turns turns; // while it runs

    /** Its first turn comes after one period. */
    protected RegularJob(String name, Duration period) {
        this(name, period, period, new Signal());
    }

    /** One that whoever wakes it waits for no longer than its turn takes. */
    protected RegularJob(String name, Duration first, Duration period, Signal signal) {
        this(name, first, period, Duration.ZERO, signal);
    }

    /**
     * @param name its thread's, and in the log
     * @param first how long after the start the first turn comes
     * @param rest between the beginnings of two turns at least, whoever wakes it, unless the first of them left something
     *     undone: what comes meanwhile is done in one turn. Who wakes it after a longer pause waits for nothing.
     * @param signal whoever wakes it calls for a turn before the time
     */
    protected RegularJob(String name, Duration first, Duration period, Duration rest, Signal signal) {
        this.name = name;
        this.first = first;
        this.period = period;
        this.rest = rest;
        this.signal = signal;
    }

    /** @return how long to wait until the next turn, unless somebody calls for it */
    protected abstract Duration turn() throws InterruptedException;

    protected final Duration period() {
        return period;
    }

    @Override
    public final void start() {
        if (turns == null) {
            turns = new Turns();
        }
    }

    @Override
    public final void stop() {
        Turns ending = turns;
        turns = null;
        if (ending != null) {
            ending.end();
        }
    }

    /** All jobs of a service end at the same time, so that its end takes no longer than the longest of them. */
    @Override
    public final void stop(Runnable callback) {
        Thread.ofVirtual().name(name + "-end").start(() -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }

    @Override
    public final boolean isRunning() {
        return turns != null;
    }

    /** From a start to the next end: turns that were told to end never go on after another start. */
    private final class Turns {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread = Thread.ofVirtual().name(name).start(this::run);

        private void run() {
            try {
                signal.await(first);
                while (ended.getCount() > 0) {
                    long begun = System.nanoTime();
                    Duration pause = one();
                    if (!pause.isZero()) {
                        signal.await(pause);
                        rest(begun);
                        signal.served();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void rest(long begun) throws InterruptedException {
            long left = begun + rest.toNanos() - System.nanoTime();
            if (left > 0) {
                boolean _ = ended.await(left, TimeUnit.NANOSECONDS);
            }
        }

        private Duration one() throws InterruptedException {
            try {
                return turn();
            } catch (RuntimeException e) {
                log.warn("{} waits: {}", name, e.getClass().getSimpleName());
                return period;
            }
        }

        void end() {
            ended.countDown();
            signal.wake();
            try {
                if (!thread.join(PATIENCE)) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }
}
