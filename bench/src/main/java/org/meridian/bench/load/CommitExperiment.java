package org.meridian.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.Account;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.PeerFlow;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.peer.PeerApplication;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Peer;
import org.meridian.bench.traffic.Offer;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.traffic.Traffic;
import org.meridian.bench.world.World;

/**
 * The same durable check-ins, by one JPA save for each request and by group commit, at one service whose requests cost nothing
 * else: neither gateway nor token is in the way, for they cost both the same. Windows of the two take turns.
 */
public final class CommitExperiment implements Experiment {

    private static final int CALLERS = 256;
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 20_000;
    private static final double TIMES = 3;

    /** How many a window has: about two seconds of either. */
    private enum Way {
        SAVES("one save each", "/saves", 8_000),
        COMMITS("group commit", "/commits", 24_000);

        private final String title;
        private final String path;
        private final int count;

        Way(String title, String path, int count) {
            this.title = title;
            this.path = path;
            this.count = count;
        }
    }

    private record Window(Outcome outcome, CpuCount.Used cpu, Account account) {

        double rate() {
            return outcome.servedPerSecond();
        }

        double micros(String process) {
            return cpu.perRequest(outcome.answered()).getOrDefault(process, 0.0);
        }

        /** Of all that takes part; the generator's too, as it sits on the same processors. */
        double micros() {
            return cpu.platformSeconds() * 1e6 / outcome.answered();
        }

        long wrong() {
            return account.lost() + account.doubled() + account.unexpected();
        }
    }

    @Override
    public String name() {
        return "commit";
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        try (Peer peer = Peer.like(world.stack(), "checkin", PeerApplication.class)) {
            if (!world.quick()) {
                for (Way way : Way.values()) {
                    window(world, city, peer, way, WARM_UP); // until the JVM has compiled what it runs
                }
            }
            Map<Way, List<Window>> windows = new LinkedHashMap<>();
            for (int round = 0; round < (world.quick() ? 1 : ROUNDS); round++) {
                for (Way way : Way.values()) {
                    windows.computeIfAbsent(way, w -> new ArrayList<>())
                            .add(window(world, city, peer, way, world.quick() ? 100 : way.count));
                }
            }
            windows.forEach((way, all) -> report(way, all, findings));
            compare(world, windows, findings);
        }
    }

    private static Window window(World world, City city, Peer peer, Way way, int count) {
        PeerFlow flow = new PeerFlow(city, peer.address(), way.title, way.path, count);
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        processes.put("service", peer.process());
        processes.put(
                "database",
                java.util.Objects.requireNonNull(world.stack().processes().get("database")));
        CpuCount cpu = CpuCount.of(processes);
        Outcome outcome = Traffic.run(List.of(
                        Offer.closed(peer.address(), flow.phases().getFirst(), world.quick() ? 16 : CALLERS, count)))
                .getFirst();
        return new Window(outcome, cpu.used(), flow.account());
    }

    private static void report(Way way, List<Window> windows, Findings findings) {
        String what = "commit: " + way.title;
        findings.add(Check.none(
                what + ", failed",
                windows.stream().mapToLong(w -> w.outcome().failed()).sum()));
        findings.add(Check.none(
                what + ", acknowledged and not there once",
                windows.stream().mapToLong(Window::wrong).sum()));
        findings.add(Figure.higherIsBetter(what + ", a second", middle(windows, Window::rate), "/s"));
        for (String process : List.of("generator", "service", "database")) {
            findings.add(Figure.lowerIsBetter(
                    what + ": processor time, " + process, middle(windows, w -> w.micros(process)), "µs/call"));
        }
        findings.add(Figure.lowerIsBetter(
                what + ", p99", middle(windows, w -> w.outcome().milliseconds(99)), "ms"));
    }

    /** Of neighbours in time, the middle pair: whatever else the machine does meets both. */
    private static void compare(World world, Map<Way, List<Window>> windows, Findings findings) {
        List<Window> saves = windows.getOrDefault(Way.SAVES, List.of());
        List<Window> commits = windows.getOrDefault(Way.COMMITS, List.of());
        List<Double> rates = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < saves.size(); i++) {
            rates.add(commits.get(i).rate() / saves.get(i).rate());
            costs.add(saves.get(i).micros() / commits.get(i).micros());
        }
        if (!world.quick()) {
            findings.add(Check.atLeast("commit: group commit against one save each", middle(rates), "times", TIMES));
        }
        findings.add(Figure.higherIsBetter("commit: calls a second, times as many", middle(rates), "times"));
        findings.add(Figure.higherIsBetter("commit: calls for the same processor time", middle(costs), "times"));
    }

    private static double middle(List<Window> windows, java.util.function.ToDoubleFunction<Window> of) {
        return middle(windows.stream().mapToDouble(of).boxed().toList());
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
