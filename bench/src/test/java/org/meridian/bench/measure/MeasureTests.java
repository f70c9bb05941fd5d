package org.meridian.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeasureTests {

    @Test
    void percentilesAreThoseOfWhatWasRecorded() {
        Latencies latencies = new Latencies();
        LongStream.rangeClosed(1, 1000).forEach(ms -> latencies.record(ms * 1_000_000));
        assertThat(latencies.count()).isEqualTo(1000);
        assertThat(latencies.percentile(50)).isCloseTo(500, within(1.0));
        assertThat(latencies.percentile(99)).isCloseTo(990, within(1.0));
        assertThat(latencies.percentile(100)).isCloseTo(1000, within(1.0));
    }

    @Test
    void anOpenLoopCountsTheTimeThatCallsHadToWaitForAStalledSystem() {
        CountDownLatch allAreDue = new CountDownLatch(20);
        Latencies latencies = OpenLoop.run(20, Duration.ofMillis(5), number -> {
            allAreDue.countDown();
            allAreDue.await();
        });
        assertThat(latencies.count()).isEqualTo(20);
        assertThat(latencies.percentile(100))
                .as("the first, due 19 steps before")
                .isGreaterThanOrEqualTo(94);
        assertThat(latencies.percentile(50)).as("the middle one").isGreaterThanOrEqualTo(40);
    }

    @Test
    void aCallThatFailsIsAnErrorAndNoLatency() {
        Latencies latencies = OpenLoop.run(10, Duration.ofMillis(1), number -> {
            if (number % 2 == 0) {
                throw new IllegalStateException();
            }
        });
        assertThat(latencies.count()).isEqualTo(5);
        assertThat(latencies.errors()).isEqualTo(5);
    }

    @Test
    void processorTimeIsReadBehindANameWithSpacesAndBrackets() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 30 20 20 0 1 0 100 1 1";
        assertThat(Cpu.seconds(stat, false)).isEqualTo(2.0);
        assertThat(Cpu.seconds(stat, true)).isEqualTo(2.5);
    }

    @Test
    void aJvmsCompilersAreFoundAmongItsThreads() {
        Compilers compilers = Compilers.of(List.of(ProcessHandle.current()));
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int length = 0;
        while (compilers.share() == 0 && System.nanoTime() < end) {
            length += "%s %08.3f"
                    .formatted(Integer.toHexString(length), length / 7.0)
                    .replaceAll("[0-9]+", "x")
                    .length();
        }
        assertThat(compilers.share()).isPositive().isLessThanOrEqualTo(1);
    }

    @Test
    void whoIsReadyToRunAndHasNoProcessorWaits() throws InterruptedException {
        RunQueue queue = RunQueue.of(Map.of("this", ProcessHandle.current()));
        List<Thread> crowd = Stream.generate(() -> Thread.ofPlatform().unstarted(MeasureTests::keepBusy))
                .limit(4L * Runtime.getRuntime().availableProcessors())
                .toList();
        crowd.forEach(Thread::start);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Objects.requireNonNull(queue.seconds().get("this")) > 0.2);
        crowd.forEach(Thread::interrupt);
        for (Thread one : crowd) {
            one.join();
        }
    }

    private static void keepBusy() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void memoryAtAPointIsTheMedianAroundIt() {
        List<Long> samples =
                LongStream.range(0, 100).map(i -> i == 50 ? 9_999 : i).boxed().toList();
        assertThat(Memory.at(samples, 0.5)).isBetween(47.0, 54.0);
        assertThat(Memory.at(samples, 0.1)).isBetween(8.0, 12.0);
        assertThat(Memory.at(List.of(7L), 0.9)).isEqualTo(7.0);
    }

    @Test
    void liveHeapIsWhatAllGenerationsHoldTogether() {
        String serial = """
                2783:
                DefNew     total 58304K, used 25K [0x00000000f4000000, 0x00000000f7f40000, 0x00000000f8000000)
                 eden space 51840K,   0% used [0x00000000f4000000, 0x00000000f4006798, 0x00000000f72a0000)
                Tenured    total 129424K, used 38669K [0x00000000f8000000, 0x00000000ffe64000, 0x0000000100000000)
                """;
        assertThat(LiveHeap.used(serial)).isEqualTo(38_694);
    }
}
