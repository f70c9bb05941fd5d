package org.meridian.bench.load;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.Latencies;
import org.meridian.bench.measure.OpenLoop;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.world.Seeding;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.Role;

/** Analysts ask heavy questions while people check in and look at their results: windows without and with them alternate. */
public final class StatisticsExperiment implements Experiment {

    private static final int RATE = 200;
    private static final int ANALYSTS = 2;
    private static final int DAYS = 60;

    /** Windows that nobody counts: until the JVMs have compiled what they run. */
    private static final int WARM_UP = 4;

    private static final double SLOWER = 1.2;

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public void run(World world, Findings findings) {
        int pairs = world.quick() ? 1 : 8;
        int calls = RATE * (world.quick() ? 2 : 5);
        new Seeding(world).results("STAT", world.quick() ? 20_000 : 1_000_000, DAYS);
        String place = world.newPlace();
        AtomicInteger nobodyTwice = new AtomicInteger();
        for (int i = 0; i < WARM_UP && !world.quick(); i++) {
            window(world, place, tokens(world, calls, nobodyTwice));
        }

        Distribution without = new Distribution();
        Distribution with = new Distribution();
        AtomicInteger answered = new AtomicInteger();
        for (int pair = 0; pair < pairs; pair++) {
            List<String> quiet = tokens(world, calls, nobodyTwice);
            List<String> busy = tokens(world, calls, nobodyTwice);
            without.add(window(world, place, quiet));
            try (Analysts analysts = new Analysts(world, answered)) {
                with.add(window(world, place, busy));
                findings.add(Check.none("statistics: questions that failed, window " + (pair + 1), analysts.failed()));
            }
        }
        calls(without, with, world.quick(), findings);
        Stream.of(without, with)
                .map(d -> d.firstError)
                .filter(e -> !e.isEmpty())
                .forEach(e -> findings.remark("statistics: " + e));
        findings.add(Check.atLeast("statistics: questions answered", answered.get(), "", pairs));
        double ratio = with.median() / without.median();
        if (!world.quick()) {
            findings.add(Check.atMost("statistics: p99 of the traffic with against without", ratio, "times", SLOWER));
        }
        findings.add(Figure.lowerIsBetter("statistics: p99 without", without.median(), "ms"));
        findings.add(Figure.lowerIsBetter("statistics: p99 with", with.median(), "ms"));
        findings.add(Figure.plain("statistics: with against without", ratio, "times"));
    }

    /** In the quick form JVMs are cold: a slow machine may refuse some calls there, but not most of them. */
    private static void calls(Distribution without, Distribution with, boolean quick, Findings findings) {
        long failed = without.errors + with.errors;
        if (!quick) {
            findings.add(Check.none("statistics: calls that failed", failed));
            return;
        }
        long refused = without.refused + with.refused;
        long made = without.calls + with.calls;
        findings.add(Check.none("statistics: calls that failed other than by slowness", failed - refused));
        findings.add(Check.atLeast("statistics: calls answered", (double) (made - failed), "calls", made / 2.0));
    }

    /** The windows' p99s; their median, because one window may meet something else that this machine does. */
    private static final class Distribution {
        private final List<Double> p99 = new ArrayList<>();
        private long calls;
        private long errors;
        private long refused;
        private String firstError = "";

        void add(Window window) {
            add(window.latencies());
            refused += window.refused();
        }

        private void add(Latencies window) {
            p99.add(window.percentile(99));
            calls += window.count() + window.errors();
            errors += window.errors();
            if (window.errors() > 0) {
                firstError = window.firstError();
            }
        }

        double median() {
            return p99.stream().sorted().skip(p99.size() / 2).findFirst().orElseThrow();
        }
    }

    private static List<String> tokens(World world, int count, AtomicInteger next) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ResidentId person = world.people().resident((1L << 43) + next.getAndIncrement());
            tokens.add(world.tokens().resident(person));
        }
        return tokens;
    }

    /** @param refused of the errors: 503 */
    private record Window(Latencies latencies, long refused) {}

    /** Check-ins and looks at one's results in turn, each by somebody else. */
    private static Window window(World world, String place, List<String> tokens) {
        AtomicInteger refused = new AtomicInteger();
        Latencies latencies = OpenLoop.run(tokens.size(), Duration.ofSeconds(1).dividedBy(RATE), call -> {
            String token = tokens.get(call);
            Answer answer = call % 2 == 0
                    ? world.gateway().post("/v1/check-ins", token, Map.of("place", place), null)
                    : world.gateway().get("/v1/me/results", token);
            if (answer.status() == 503) {
                refused.incrementAndGet();
            }
            if (answer.status() >= 300) {
                throw new BenchException(answer.toString());
            }
        });
        return new Window(latencies, refused.get());
    }

    /** Ask one question after the other, no two alike, until they are sent home. */
    private static final class Analysts implements AutoCloseable {
        private final List<Thread> threads = new ArrayList<>();
        private final AtomicInteger failed = new AtomicInteger();
        private volatile boolean ended;

        Analysts(World world, AtomicInteger answered) {
            Instant now = Clock.systemUTC().instant();
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            for (int i = 0; i < ANALYSTS; i++) {
                String token = world.tokens().staff(World.COUNTRY, Role.ANALYST);
                threads.add(Thread.startVirtualThread(() -> {
                    while (!ended) {
                        LocalDate from = today.minusDays(DAYS + answered.get() % 300L);
                        if (ask(world, token, from + "&to=" + today)) {
                            answered.incrementAndGet();
                        }
                    }
                }));
            }
        }

        private boolean ask(World world, String token, String days) {
            try {
                Answer answer =
                        world.gateway().get("/v1/statistics/results?by=country,day,division&from=" + days, token);
                if (answer.status() == 200) {
                    return true;
                }
                failed.incrementAndGet();
            } catch (IOException e) {
                failed.incrementAndGet();
            }
            return false;
        }

        int failed() {
            return failed.get();
        }

        @Override
        public void close() {
            ended = true;
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
