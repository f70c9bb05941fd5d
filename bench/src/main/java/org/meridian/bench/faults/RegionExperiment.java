package org.meridian.bench.faults;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.meridian.bench.Experiment;
import org.meridian.bench.inject.Fault;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.measure.Latencies;
import org.meridian.bench.measure.Until;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.platform.id.ResidentId;

/** All of one region dies in the middle of a running day and comes back; the others must not notice. */
public final class RegionExperiment implements Experiment {

    private static final String VICTIM = "us";
    private static final double SLOWER = 1.1;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "region";
    }

    @Override
    public boolean everywhere() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        Timeline timeline = new Timeline();
        int perSecond = world.quick() ? 10 : 40;
        World home = world.in("USA", world.seed());
        List<Neighbours> others = List.of(
                new Neighbours(world.in("DEU", world.seed()), timeline, perSecond),
                new Neighbours(world.in("TWN", world.seed()), timeline, perSecond));
        Travellers travellers = new Travellers(home, others.getFirst());
        int windows = world.quick() ? 1 : 6;

        live(others, windows); // connections, compiled code
        travellers.seenAbroad();
        Map<String, List<Latencies>> alive = live(others, windows);
        Fault fault = new Fault(Fault.Kind.KILL, "all of " + VICTIM, Duration.ZERO);
        timeline.begins(fault);
        Instant diedAt = Clock.systemUTC().instant();
        List<String> killed = kill(world);
        Map<String, List<Latencies>> dead = live(others, windows);
        travellers.whileHomeIsDead(diedAt, findings);
        CompletableFuture<Void> reviving = CompletableFuture.runAsync(
                () -> world.stack().revive(VICTIM, killed.toArray(String[]::new)), Thread::startVirtualThread);
        Map<String, List<Latencies>> returning = new LinkedHashMap<>();
        while (!reviving.isDone()) {
            live(others, 1)
                    .forEach((region, some) -> returning
                            .computeIfAbsent(region, r -> new ArrayList<>())
                            .addAll(some));
        }
        reviving.join();
        timeline.ends(fault);
        travellers.afterTheReturn(findings);
        Map<String, List<Latencies>> back = live(others, windows);

        findings.add(Check.equal(
                "region: processes killed", killed.size(), "", victims(world).size()));
        alive.forEach((region, before) -> {
            report(region, "while " + VICTIM + " was dead", dead.getOrDefault(region, List.of()), findings);
            report(region, "while " + VICTIM + " came back", returning.getOrDefault(region, List.of()), findings);
            report(region, "after that", back.getOrDefault(region, List.of()), findings);
            double ratio = p99(dead.getOrDefault(region, List.of())) / p99(before);
            findings.add(Figure.plain("region: " + region + ", p99 before", p99(before), "ms"));
            if (world.quick()) {
                findings.add(Figure.plain("region: " + region + ", p99, times as long as before", ratio, ""));
            } else {
                findings.add(Check.atMost("region: " + region + ", p99, times as long as before", ratio, "", SLOWER));
            }
        });
        findings.add(Check.none("region: its rows on other nodes", strangers(others)));
        timeline.tell("region", findings);
    }

    private static void report(String region, String when, List<Latencies> windows, Findings findings) {
        long errors = windows.stream().mapToLong(Latencies::errors).sum();
        findings.add(Check.none("region: " + region + ", failed " + when, errors));
        windows.stream()
                .filter(w -> w.errors() > 0)
                .findFirst()
                .ifPresent(w -> findings.remark("region: " + region + " " + when + ": " + w.firstError()));
        findings.add(Figure.count(
                "region: " + region + ", calls " + when,
                windows.stream().mapToLong(Latencies::count).sum()));
    }

    private static double p99(List<Latencies> windows) {
        double[] all =
                windows.stream().mapToDouble(w -> w.percentile(99)).sorted().toArray();
        return all.length == 0 ? Double.NaN : all[all.length / 2];
    }

    private static Map<String, List<Latencies>> live(List<Neighbours> others, int windows) {
        Map<String, CompletableFuture<List<Latencies>>> running = new LinkedHashMap<>();
        for (Neighbours one : others) {
            running.put(
                    one.world().region(),
                    CompletableFuture.supplyAsync(() -> one.live(windows), Thread::startVirtualThread));
        }
        Map<String, List<Latencies>> all = new LinkedHashMap<>();
        running.forEach((region, one) -> all.put(region, one.join()));
        return all;
    }

    /** In the quick form only what these calls would need of it: the others' start takes long. */
    private static List<String> victims(World world) {
        List<String> all = new ArrayList<>(List.of(Stack.DATABASE, "gateway", "checkin"));
        if (!world.quick()) {
            LocalCluster.SERVICES.stream().filter(s -> !all.contains(s)).forEach(all::add);
        }
        return all;
    }

    private static List<String> kill(World world) {
        return victims(world).stream()
                .filter(name -> world.stack().kill(VICTIM, name))
                .toList();
    }

    /** Rows of the dead region's countries in tables that lie on other regions' nodes. */
    private static long strangers(List<Neighbours> others) {
        long found = 0;
        for (Neighbours one : others) {
            List<String> tables = one.world()
                    .sql()
                    .list(
                            "SELECT table_schema || '.' || table_name FROM information_schema.columns"
                                    + " JOIN information_schema.tables USING (table_schema, table_name)"
                                    + " WHERE column_name = 'country_code' AND table_type = 'BASE TABLE'"
                                    + " AND table_schema = ANY(?)",
                            row -> row.getString(1),
                            (Object) LocalCluster.SERVICES.toArray(String[]::new));
            for (String table : tables) {
                boolean leaf = one.world()
                                .sql()
                                .number(
                                        "SELECT count(*) FROM pg_class WHERE oid = ?::regclass AND relkind = 'r'",
                                        table)
                        > 0;
                found += leaf
                        ? one.world().sql().number("SELECT count(*) FROM " + table + " WHERE country_code = 'USA'")
                        : 0;
            }
        }
        return found;
    }

    /** People of the dead region who are in another one. */
    private static final class Travellers {

        private static final int KNOWN = 5;

        private final World home;
        private final Neighbours host;
        private final List<ResidentId> seen;
        private final ResidentId neverSeen;
        private final StaleCode stale;

        Travellers(World home, Neighbours host) {
            this.home = home;
            this.host = host;
            this.seen = new Neighbours(home, new Timeline(), 1).tested(KNOWN);
            this.stale = new StaleCode(home.stack());
            this.neverSeen = home.people().resident(1L << 42);
        }

        void seenAbroad() {
            for (ResidentId person : seen) {
                Answer code = checkIn(person);
                if (code.status() != 201
                        || !code.json()
                                .path("healthCode")
                                .path("colour")
                                .asString("")
                                .equals("GREEN")) {
                    throw new org.meridian.bench.BenchException("a traveller's check-in before the death: " + code);
                }
            }
        }

        void whileHomeIsDead(Instant diedAt, Findings findings) {
            long right = seen.stream()
                    .filter(person -> {
                        Answer answer = checkIn(person);
                        var code = answer.json().path("healthCode");
                        boolean good = answer.status() == 201
                                && code.path("stale").asBoolean(false)
                                && code.path("colour").asString("").equals("GREEN")
                                && stale.isGenuine(code, person)
                                && !Instant.parse(code.path("generatedAt").asString(""))
                                        .isAfter(diedAt);
                        if (!good) {
                            findings.remark("region: " + answer);
                        }
                        return good;
                    })
                    .count();
            findings.add(Check.equal(
                    "region: travellers' check-ins with the last seen code, stale, signed, of its time",
                    right,
                    "",
                    seen.size()));
            Answer unknown = checkIn(neverSeen);
            var code = unknown.json().path("healthCode");
            findings.add(Check.equal(
                    "region: who was never seen is let through nothing: yellow, stale, signed",
                    unknown.status() == 201
                                    && code.path("stale").asBoolean(false)
                                    && code.path("colour").asString("").equals("YELLOW")
                                    && stale.isGenuine(code, neverSeen)
                            ? 1
                            : 0,
                    "",
                    1));
            long begin = System.nanoTime();
            Answer own = get("/v1/me", seen.getFirst());
            double millis = (System.nanoTime() - begin) / 1e6;
            findings.add(Check.equal(
                    "region: what needs its rows is refused with 503 that names the region",
                    own.status() == 503 && own.body().contains(VICTIM) ? 1 : 0,
                    "",
                    1));
            if (own.status() != 503 || !own.body().contains(VICTIM)) {
                findings.remark("region: " + own);
            }
            findings.add(Figure.lowerIsBetter("region: that refusal took", millis, "ms"));
            Answer polled = get("/v1/me/health-code", seen.getLast());
            findings.add(Check.equal(
                    "region: its people's own look at their code is answered, stale, signed",
                    polled.status() == 200 && stale.isGenuine(polled.json(), seen.getLast()) ? 1 : 0,
                    "",
                    1));
            if (polled.status() != 200) {
                findings.remark("region: " + polled);
            }
        }

        void afterTheReturn(Findings findings) {
            double seconds = Until.seconds(PATIENCE, Duration.ofMillis(200), () -> {
                Answer code = get("/v1/me/health-code", seen.getFirst());
                return code.status() == 200
                        && !code.json().path("stale").asBoolean(true)
                        && code.text("colour").equals("GREEN");
            });
            findings.add(Figure.lowerIsBetter("region: until a code was no longer stale", seconds, "s"));
            String known = "SELECT count(DISTINCT resident_id) FROM " + home.partition("checkin", "visited_country")
                    + " WHERE visited = 'DEU' AND resident_id = ANY(?)";
            Object ids = seen.stream().map(ResidentId::id).toArray(java.util.UUID[]::new);
            double told = Until.seconds(
                    PATIENCE, Duration.ofMillis(200), () -> home.sql().number(known, ids) == KNOWN);
            findings.add(Check.equal(
                    "region: back, and it knows where its people were", Double.isNaN(told + seconds) ? 0 : 1, "", 1));
        }

        private Answer checkIn(ResidentId person) {
            try {
                return host.world()
                        .gateway()
                        .post("/v1/check-ins", home.tokens().resident(person), Map.of("place", host.place()), null);
            } catch (IOException e) {
                return new Answer(0, e.toString());
            }
        }

        private Answer get(String path, ResidentId person) {
            try {
                return host.world().gateway().get(path, home.tokens().resident(person));
            } catch (IOException e) {
                return new Answer(0, e.toString());
            }
        }
    }
}
