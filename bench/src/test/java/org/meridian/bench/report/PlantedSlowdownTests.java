package org.meridian.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.bench.traffic.Offer;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.traffic.StandIn;
import org.meridian.bench.traffic.Traffic;

/** The generator, the reports and the comparison together: a server that becomes a fifth slower is found, the same one is not. */
class PlantedSlowdownTests {

    /** Long against what a busy machine adds. */
    private static final Duration WORK = Duration.ofMillis(400);

    @Test
    void aServerThatIsAFifthSlowerThanInTheEarlierReportIsMarkedAsWorse() {
        Report before = measured(WORK);
        assertThat(Comparison.of(before, measured(WORK.multipliedBy(6).dividedBy(5))))
                .singleElement()
                .matches(Comparison.Line::isWorse);
        assertThat(Comparison.of(before, measured(WORK))).singleElement().matches(line -> !line.isWorse());
    }

    private static Report measured(Duration work) {
        try (StandIn server = new StandIn(exchange -> {
            stall(work);
            StandIn.answer(exchange, 200, "{}");
        })) {
            Calls calls = new Calls() {
                @Override
                public String name() {
                    return "stand-in";
                }

                @Override
                public byte[] request(int number) {
                    return HttpBytes.get(server.address(), "/" + number, null);
                }
            };
            Outcome outcome = Traffic.run(List.of(Offer.closed(server.address(), calls, 16, 48)))
                    .getFirst();
            return new Report(
                    "load",
                    "quick",
                    Machine.here(),
                    Instant.EPOCH,
                    outcome.seconds(),
                    1,
                    List.of(Check.none("failed", outcome.failed())),
                    // of the quickest, whom a busy machine holds up least
                    List.of(Figure.lowerIsBetter("stand-in: p10", outcome.milliseconds(10), "ms")),
                    List.of());
        }
    }

    private static void stall(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
