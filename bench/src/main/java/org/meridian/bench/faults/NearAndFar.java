package org.meridian.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.meridian.bench.faults.Neighbours.Kind;
import org.meridian.bench.measure.Latencies;
import org.meridian.bench.measure.OpenLoop;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;

/**
 * One region's life in windows with and without latency between regions, by turns and each first as often as the other, so that
 * whatever else changes with time changes for both. Meanwhile people of a far region call here, whose calls are
 * then long: were somebody at home to wait behind them it would show. Each kind of call is compared with itself: one costs more than
 * the other, and the middle of both together would lie between them.
 */
final class NearAndFar {

    private static final int WARMING = 4;
    private static final int FAR_CALLS = 25;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final List<String> FAR = List.of("/v1/me/results", "/v1/me/health-code", "/v1/me/check-ins");

    private final Neighbours local;
    private final World far;
    private final List<ResidentId> people;
    private final Consumer<Boolean> slowDown;
    private final Map<Kind, Latencies> near = fresh();
    private final Map<Kind, Latencies> late = fresh();
    private final Map<Kind, Latencies> firstHalf = fresh();
    private final Map<Kind, Latencies> secondHalf = fresh();
    private final Latencies farAway = new Latencies();

    /** @param slowDown puts the latency there, or takes it away */
    NearAndFar(Neighbours local, World far, List<ResidentId> people, Consumer<Boolean> slowDown) {
        this.local = local;
        this.far = far;
        this.people = people;
        this.slowDown = slowDown;
    }

    private static Map<Kind, Latencies> fresh() {
        Map<Kind, Latencies> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, new Latencies());
        }
        return all;
    }

    private static Latencies of(Map<Kind, Latencies> all, Kind kind) {
        return Objects.requireNonNull(all.get(kind));
    }

    void run(int pairs) {
        try {
            for (int i = 0; i < Math.min(WARMING, pairs); i++) {
                window(); // connections, compiled code
            }
            for (int i = 0; i < pairs; i++) {
                one(i % 2 == 1, i, pairs);
                one(i % 2 == 0, i, pairs);
            }
        } finally {
            slowDown.accept(false);
        }
    }

    private void one(boolean slow, int pair, int pairs) {
        slowDown.accept(slow);
        window().forEach((kind, latencies) -> {
            of(slow ? late : near, kind).add(latencies);
            if (!slow) {
                of(2 * pair < pairs ? firstHalf : secondHalf, kind).add(latencies);
            }
        });
    }

    private Map<Kind, Latencies> window() {
        CompletableFuture<Latencies> others = CompletableFuture.supplyAsync(
                () -> OpenLoop.run(FAR_CALLS, BETWEEN, this::farCall), Thread::startVirtualThread);
        Map<Kind, Latencies> life = local.window();
        farAway.add(others.join());
        return life;
    }

    private void farCall(int number) throws IOException {
        ResidentId person = people.get(number % people.size());
        Answer answer = local.world()
                .gateway()
                .get(FAR.get(number % FAR.size()), far.tokens().resident(person));
        if (answer.status() >= 500 || answer.status() == 0) {
            throw new IOException(answer.toString());
        }
    }

    /** @param slower how many times as long calls at home may take at the median */
    void tell(Findings findings, double slower, boolean quick) {
        long failed = 0;
        for (Kind kind : Kind.values()) {
            Latencies before = of(near, kind);
            Latencies slow = of(late, kind);
            failed += before.errors() + slow.errors();
            double ratio = slow.percentile(50) / before.percentile(50);
            String name = "slow: local calls, " + kind.text() + ": ";
            if (quick) {
                findings.add(Figure.plain(name + "times as long as without latency (median)", ratio, ""));
            } else {
                findings.add(Check.atMost(name + "times as long as without latency (median)", ratio, "", slower));
            }
            findings.add(Figure.plain(name + "median without latency", before.percentile(50), "ms"));
            findings.add(Figure.plain(
                    name + "p99, times as long as without latency", slow.percentile(99) / before.percentile(99), ""));
            findings.add(Figure.plain(
                    name + "windows without latency, the later ones to the earlier",
                    of(secondHalf, kind).percentile(50)
                            / Math.max(1e-3, of(firstHalf, kind).percentile(50)),
                    ""));
            findings.add(Figure.count(name + "made", before.count() + slow.count()));
        }
        findings.add(Check.none("slow: local calls that failed", failed));
        findings.add(Check.none("slow: calls of the far region's people that failed meanwhile", farAway.errors()));
        if (farAway.errors() > 0) {
            findings.remark("slow: " + farAway.firstError());
        }
    }
}
