package org.meridian.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** More would wait longer for one of a service's six connections than it lets them, on a machine that does other things too. */
    private static final int CALLERS = 128;

    private static final int ROUNDS = 5;
    private static final int WARM_UP = 2_000;
    private static final double WARM_UP_SECONDS = 6;
    private static final double SECONDS = 3;
    private static final int MOST = 60_000;
    private static final double TIMES = 3;

    private static final String GENERATOR = "generator";
    private static final String SERVICE = "service";
    private static final String DATABASE = "database";
    private static final List<String> PROCESSES = List.of(GENERATOR, SERVICE, DATABASE);

    private enum Way {
        SAVES("one save each", "/saves"),
        COMMITS("group commit", "/commits");

        private final String title;
        private final String path;

        Way(String title, String path) {
            this.title = title;
            this.path = path;
        }
    }

    private record Window(Outcome outcome, CpuCount.Used cpu, Account account) {

        double rate() {
            return outcome.servedPerSecond();
        }

        double micros(String process) {
            Map<String, Double> each = cpu.perRequest(outcome.answered());
            double micros = each.getOrDefault(process, 0.0);
            // the service is the generator's child here, and counted with it
            return process.equals(GENERATOR) ? micros - each.getOrDefault(SERVICE, 0.0) : micros;
        }

        /** Of all that takes part; the generator's too, as it sits on the same processors. */
        double micros() {
            return PROCESSES.stream().mapToDouble(this::micros).sum();
        }

        long wrong() {
            return account.wrong();
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
            Map<Way, Integer> counts = new LinkedHashMap<>();
            for (Way way : Way.values()) {
                counts.put(way, warm(world, city, peer, way));
            }
            Map<Way, List<Window>> windows = new LinkedHashMap<>();
            for (int round = 0; round < (world.quick() ? 1 : ROUNDS); round++) {
                counts.forEach((way, count) -> windows.computeIfAbsent(way, w -> new ArrayList<>())
                        .add(window(world, city, peer, way, world.quick() ? 4 : CALLERS, count)));
            }
            windows.forEach((way, all) -> report(way, all, findings));
            compare(world, windows, findings);
        }
    }

    /** Until the JVM has compiled what it runs. @return how many a window has then */
    private static int warm(World world, City city, Peer peer, Way way) {
        if (world.quick()) {
            window(
                    world, city, peer, way, 1,
                    10); // the first connections of a slow machine may take longer than a call waits
            return 100;
        }
        double seconds = 0;
        double rate = 0;
        while (seconds < WARM_UP_SECONDS) {
            Window window = window(world, city, peer, way, CALLERS, WARM_UP);
            seconds += window.cpu().wall();
            rate = window.rate();
        }
        return (int) Math.clamp(rate * SECONDS, CALLERS * 4, MOST);
    }

    private static Window window(World world, City city, Peer peer, Way way, int callers, int count) {
        PeerFlow flow = new PeerFlow(city, peer.address(), way.title, way.path, count);
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        processes.put(SERVICE, peer.process());
        processes.put(
                "database", Objects.requireNonNull(world.stack().processes().get(DATABASE)));
        CpuCount cpu = CpuCount.of(processes);
        Outcome outcome = Traffic.run(
                        List.of(Offer.closed(peer.address(), flow.phases().getFirst(), callers, count)))
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
        for (String process : PROCESSES) {
            findings.add(Figure.lowerIsBetter(
                    what + ": processor time, " + process, middle(windows, w -> w.micros(process)), "µs/call"));
        }
        findings.add(Figure.lowerIsBetter(
                what + ", p99", middle(windows, w -> w.outcome().milliseconds(99)), "ms"));
    }

    /** Of neighbours in time, the middle pair: whatever else the machine does meets both. */
    private static void compare(World world, Map<Way, List<Window>> windows, Findings findings) {
        List<Window> saves = Objects.requireNonNull(windows.get(Way.SAVES));
        List<Window> commits = Objects.requireNonNull(windows.get(Way.COMMITS));
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
