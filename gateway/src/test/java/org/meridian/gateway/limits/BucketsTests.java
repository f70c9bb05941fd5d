package org.meridian.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTests {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may wrap around

    private Buckets buckets(int calls, int most) {
        return new Buckets(calls, Duration.ofSeconds(60), most, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void point10SoManyCallsAtOnceThenEvenlyAndTheWaitIsSaidExactly() {
        Buckets six = buckets(6, 100);
        IntStream.range(0, 6).forEach(i -> assertThat(six.take("a")).isZero());
        assertThat(six.take("a")).isEqualTo(Duration.ofSeconds(10).toNanos());
        pass(Duration.ofSeconds(4));
        assertThat(six.take("a"))
                .as("a refused call costs nothing")
                .isEqualTo(Duration.ofSeconds(6).toNanos());
        assertThat(six.take("b")).as("somebody else's").isZero();
        pass(Duration.ofSeconds(6));
        assertThat(six.take("a")).isZero();
        assertThat(six.take("a")).isPositive();
    }

    @Test
    void point10NobodyGainsByTheChangeOfGenerations() {
        Buckets six = buckets(6, 100);
        int taken = 0;
        for (int second = 0; second < 600; second++) {
            while (six.take("a") == 0) {
                taken++;
            }
            pass(Duration.ofSeconds(1));
        }
        assertThat(taken).isBetween(6 + 59, 6 + 60);
    }

    @Test
    void point10AMillionKeysAreNotRememberedAndThoseThatWereFirstKeepTheirOwnBuckets() {
        Buckets six = buckets(6, 1000);
        IntStream.range(0, 6).forEach(i -> assertThat(six.take("first")).isZero());
        IntStream.range(0, 1_000_000).forEach(i -> six.take("stranger " + i));
        assertThat(six.remembered()).isEqualTo(1000);
        assertThat(six.take("first")).isPositive();
        assertThat(six.take("stranger 5")).as("has its own").isZero();
        assertThat(six.take("stranger 999999")).as("shares one that is empty").isPositive();
        pass(Duration.ofSeconds(181));
        assertThat(six.take("first")).isZero();
        assertThat(six.remembered()).as("forgotten in time").isEqualTo(1);
    }

    @Test
    void point10ManyAtOnceTakeNoMoreThanThereAre() throws Exception {
        Buckets hundred = buckets(100, 1000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Long> call = () -> hundred.take("a");
            long taken =
                    threads
                            .invokeAll(
                                    IntStream.range(0, 1000).mapToObj(i -> call).collect(Collectors.toList()))
                            .stream()
                            .filter(f -> f.resultNow() == 0)
                            .count();
            assertThat(taken).isEqualTo(100);
        }
    }
}
