package org.meridian.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegularJobTests {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(5);

    private final Signal signal = new Signal();
    private @Nullable Sample job;

    @AfterEach
    void endIt() {
        Objects.requireNonNull(job).stop();
    }

    private Sample job(Duration first, Duration period) {
        return job(first, period, Duration.ZERO);
    }

    private Sample job(Duration first, Duration period, Duration rest) {
        Sample sample = new Sample(first, period, rest, signal);
        job = sample;
        return sample;
    }

    @Test
    void itsTurnsComeOneAfterTheOther() throws InterruptedException {
        Sample job = job(Duration.ZERO, SOON);
        assertThat(job.isRunning()).isFalse();
        job.start();
        assertThat(job.isRunning()).isTrue();
        job.takesTurns(5);
        assertThat(job.overlapped).isFalse();
    }

    @Test
    void whoeverWakesItDoesNotWaitForTheTime() throws InterruptedException {
        Sample job = job(NEVER, NEVER);
        job.start();
        signal.wake();
        job.takesTurns(1);
        signal.wake();
        job.takesTurns(1);
    }

    @Test
    void whoeverWakesItWhileItRestsIsServedInOneTurnAfterIt() throws InterruptedException {
        Duration rest = Duration.ofMillis(500);
        Sample job = job(Duration.ZERO, NEVER, rest);
        job.start();
        long first = job.takesTurn();
        int wakings = 0;
        long woken = System.nanoTime();
        while (wakings < 1_000 || woken - first < rest.toNanos() / 10) {
            signal.wake();
            wakings++;
            woken = System.nanoTime();
        }
        long second = job.takesTurn();
        assertThat(second - first).isGreaterThanOrEqualTo(rest.toNanos());
        Long third = job.turns.poll(rest.toMillis() + 100, TimeUnit.MILLISECONDS);
        if (third != null) { // right where this machine stood still, so that somebody woke it during the second one's
            // rest
            assertThat(woken).isGreaterThan(second);
            assertThat(third - second).isGreaterThanOrEqualTo(rest.toNanos());
        }
    }

    @Test
    void whatIsLeftUndoneIsGoneOnWithWithoutARestAndARestDoesNotHoldUpTheEnd() throws InterruptedException {
        Sample job = job(Duration.ZERO, NEVER, NEVER);
        job.undone.set(3);
        job.start();
        job.takesTurns(4);
        signal.wake();
        assertThat(job.turns.poll(20, TimeUnit.MILLISECONDS)).isNull();
        job.stop();
        job.start(); // another one's turns: what rested before is over
        job.takesTurns(1);
    }

    @Test
    void aTurnThatFailsIsTakenAgain() throws InterruptedException {
        Sample job = job(Duration.ZERO, SOON);
        job.fails = true;
        job.start();
        job.takesTurns(3);
        job.fails = false;
        job.takesTurns(3);
    }

    @Test
    void itEndsAtOnceWhileItWaitsAndCanBeStartedAgain() throws InterruptedException {
        Sample job = job(Duration.ZERO, NEVER);
        for (int i = 0; i < 3; i++) {
            job.start();
            job.takesTurns(1);
            job.stop();
            assertThat(job.isRunning()).isFalse();
        }
        signal.wake();
        assertThat(job.turns.poll(20, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void startedTwiceItRunsOnce() throws InterruptedException {
        Sample job = job(Duration.ZERO, NEVER);
        job.start();
        job.start();
        job.takesTurns(1);
        assertThat(job.turns.poll(20, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void theEndWaitsForTheTurnThatIsUnderWayAndInterruptsItLater() throws InterruptedException {
        Sample job = job(Duration.ZERO, NEVER);
        CountDownLatch held = new CountDownLatch(1);
        job.held = held;
        job.start();
        job.takesTurns(1);
        CountDownLatch ended = new CountDownLatch(1);
        job.stop(ended::countDown);
        assertThat(ended.await(20, TimeUnit.MILLISECONDS)).isFalse();
        held.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(job.interrupted).isFalse();
        job.held = new CountDownLatch(1);
        job.start();
        job.takesTurns(1);
        job.stop();
        assertThat(job.end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(job.interrupted).isTrue();
    }

    private static final class Sample extends RegularJob {

        final BlockingQueue<Long> turns = new LinkedBlockingQueue<>();
        final CountDownLatch end = new CountDownLatch(1);
        volatile boolean fails;
        volatile boolean overlapped;
        volatile boolean interrupted;
        volatile @Nullable CountDownLatch held;
        final AtomicInteger undone = new AtomicInteger();
        private final AtomicBoolean busy = new AtomicBoolean();

        Sample(Duration first, Duration period, Duration rest, Signal signal) {
            super("sample", first, period, rest, signal);
        }

        @Override
        protected Duration turn() throws InterruptedException {
            overlapped |= busy.getAndSet(true);
            turns.add(System.nanoTime());
            try {
                CountDownLatch latch = held;
                if (latch != null) {
                    latch.await();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                end.countDown();
                throw e;
            } finally {
                busy.set(false);
            }
            if (fails) {
                throw new IllegalStateException("as the test wishes");
            }
            return undone.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? Duration.ZERO : period();
        }

        void takesTurns(int count) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                takesTurn();
            }
        }

        /** @return when, by the machine's own count */
        long takesTurn() throws InterruptedException {
            Long begun = turns.poll(60, TimeUnit.SECONDS);
            assertThat(begun).isNotNull();
            return begun;
        }
    }
}
