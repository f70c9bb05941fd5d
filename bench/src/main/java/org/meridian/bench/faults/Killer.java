package org.meridian.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.meridian.bench.stack.Stack;

/**
 * Kills with SIGKILL and starts again, by a schedule that the seed makes: which service, after how many operations of the
 * run and how much later, and for how long it stays dead.
 */
final class Killer {

    private final Stack stack;
    private final History history;
    private final List<Strike> strikes;
    private final AtomicInteger struck = new AtomicInteger();
    private volatile boolean ended;
    private int done;

    /**
     * @param after so many operations
     *
     * @param later a little later, to hit any step of what runs then
     */
    record Strike(String victim, int after, Duration later, Duration dead) {}

    Killer(Stack stack, History history, List<Strike> strikes) {
        this.stack = stack;
        this.history = history;
        this.strikes = strikes;
    }

    /** Every service in turn, in an order and at points of chance, spread over the operations. */
    static List<Strike> schedule(List<String> victims, int strikes, int operations, long seed) {
        Random random = new Random(seed);
        List<Strike> all = new ArrayList<>();
        int offset = random.nextInt(victims.size());
        for (int i = 0; i < strikes; i++) {
            double share = (i + random.nextDouble()) / strikes;
            all.add(new Strike(
                    victims.get((i + offset) % victims.size()),
                    (int) (operations * (0.03 + 0.9 * share)),
                    Duration.ofMillis(random.nextInt(60)),
                    Duration.ofMillis(random.nextInt(1500))));
        }
        return all;
    }

    /** Works through the schedule; a point that the day never reaches is taken as reached when the day has ended. */
    void run() {
        for (Strike strike : strikes) {
            while (history.count() < strike.after() && !ended) {
                LockSupport.parkNanos(1_000_000);
            }
            LockSupport.parkNanos(strike.later().toNanos());
            if (stack.kill(strike.victim())) {
                done++;
            }
            LockSupport.parkNanos(strike.dead().toNanos());
            stack.revive(strike.victim());
            struck.incrementAndGet();
        }
    }

    /** Whether the day must wait: it would be over before a slow machine has started everything again. */
    boolean isBehind() {
        int next = struck.get() + 1;
        return next < strikes.size() && history.count() >= strikes.get(next).after();
    }

    void dayHasEnded() {
        ended = true;
    }

    /** How many processes were killed; to be read when {@link #run} has ended. */
    int done() {
        return done;
    }
}
