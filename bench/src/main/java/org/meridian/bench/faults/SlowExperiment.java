package org.meridian.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.measure.Latencies;
import org.meridian.bench.proxy.Proxy;
import org.meridian.bench.proxy.Trouble;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.stack.Network;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;

/**
 * A slow world: 75 ms one way between any two regions, emulated by the bench's proxies. Who is at home does not feel it; a call
 * for somebody of another region goes there once, which is counted on the links and not guessed from the time.
 */
public final class SlowExperiment implements Experiment {

    private static final Duration ONE_WAY = Duration.ofMillis(75);
    private static final Trouble LATE = Trouble.late(ONE_WAY, Duration.ZERO);
    private static final int PAIRS = 8;
    private static final double SLOWER = 1.2;
    private static final String HERE = Stack.REGION;
    private static final String FAR = "us";
    private static final List<String> REGIONS = Stack.ALL_REGIONS;

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        Timeline timeline = new Timeline();
        Neighbours local = new Neighbours(world, timeline, world.quick() ? 10 : 40);
        World far = world.in("USA", ~world.seed()); // nobody whom another experiment knows
        List<ResidentId> people = new Neighbours(far, timeline, 1).tested(3);
        findings.remark("slow: the latency between regions is emulated by proxies on one machine: %d ms one way"
                .formatted(ONE_WAY.toMillis()));
        NearAndFar windows = new NearAndFar(
                local, far, people, slow -> slowDown(world.stack().network(), slow ? LATE : Trouble.NONE));
        windows.run(world.quick() ? 1 : PAIRS);
        windows.tell(findings, SLOWER, world.quick());
        try {
            slowDown(world.stack().network(), LATE);
            int times = world.quick() ? 5 : 40;
            Caller caller = new Caller(world, far, people.getFirst(), findings, times);
            caller.count("own profile", "/v1/me", null);
            caller.count("own results", "/v1/me/results", null);
            caller.count("own health code", "/v1/me/health-code", null);
            caller.count("own check-ins", "/v1/me/check-ins", null);
            new Caller(world, far, people.get(1), findings, 1).checkIn(local.place()); // connections exist
            new Caller(world, far, people.getLast(), findings, 1)
                    .count("check-in of a traveller who was not here before", "/v1/check-ins", local.place());
        } finally {
            slowDown(world.stack().network(), Trouble.NONE);
        }
        timeline.tell("slow", findings);
    }

    private static void slowDown(Network network, Trouble trouble) {
        for (int i = 0; i < REGIONS.size(); i++) {
            for (int j = i + 1; j < REGIONS.size(); j++) {
                network.between(REGIONS.get(i), REGIONS.get(j)).forEach(proxy -> proxy.set(trouble));
            }
        }
    }

    /** Somebody of the far region at this region's gateway. */
    private record Caller(World world, World far, ResidentId person, Findings findings, int times) {

        /** @param place to check in at; else it is looked */
        void count(String what, String path, @Nullable String place) {
            String token = far.tokens().resident(person);
            if (place == null) {
                call(path, token, null); // connections exist
            }
            long trips = trips();
            Latencies latencies = new Latencies();
            for (int i = 0; i < times; i++) {
                long begin = System.nanoTime();
                call(path, token, place);
                latencies.record(System.nanoTime() - begin);
            }
            double each = (trips() - trips) / (double) times;
            findings.add(Check.atMost("slow: round trips between regions for " + what, each, "", 1));
            findings.add(Figure.lowerIsBetter(
                    "slow: " + what + " of the far region, median (emulated)", latencies.percentile(50), "ms"));
        }

        void checkIn(String place) {
            call("/v1/check-ins", far.tokens().resident(person), place);
        }

        private void call(String path, String token, @Nullable String place) {
            try {
                Answer answer = place == null
                        ? world.gateway().get(path, token)
                        : world.gateway().post(path, token, Map.of("place", place), null);
                // somebody who is not registered has no profile, and it takes the same way to find out
                if (answer.status() >= 500 || answer.status() == 0) {
                    throw new BenchException(path + ": " + answer);
                }
            } catch (IOException e) {
                throw new BenchException(path + ": " + e.getMessage(), e);
            }
        }

        /** On all links between the two regions so far. */
        private long trips() {
            return world.stack().network().between(HERE, FAR).stream()
                    .mapToLong(Proxy::roundTrips)
                    .sum();
        }
    }
}
