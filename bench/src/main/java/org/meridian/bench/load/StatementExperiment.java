package org.meridian.bench.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.StatementCount;
import org.meridian.bench.stack.StatementCount.Statement;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;

/**
 * How many statements the database gets for one call, when one comes after the other and no two can share any. Counted by the
 * database itself, for the services' own roles, without BEGIN and COMMIT and without what jobs do at their own time.
 */
public final class StatementExperiment implements Experiment {

    private static final int CALLS = 50;

    /** Whatever else happens at the same time only ever adds statements, so the fewest of some goes are the calls' own. */
    private static final int GOES = 3;

    private static final Duration DELIVERY = Duration.ofMinutes(2);
    private static final Set<String> SERVICES = Set.of("registration", "sampling", "results", "checkin", "sharing");

    /** What writes it is a job's transaction, of which other regions are told with an event as a call's may be. */
    private static final String CHECKPOINT = "audit_checkpoint";

    /** Tables of jobs, or what only a job writes: all that a call itself does in them is to leave an event, and an entry of the trail. */
    private static final List<String> JOBS = List.of(
            "outbox",
            "inbox",
            "audit_event",
            "audit_pending",
            "audit_link",
            CHECKPOINT,
            "erased_resident",
            "health_override",
            "visited_country", // at the traveller's home, when the event has come there
            "SET state = 'EXPIRED'"); // every few minutes, one for each country

    @Override
    public String name() {
        return "statement";
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        Delivery delivery = new Delivery(world);
        Map<String, Double> writes = new LinkedHashMap<>();
        int calls = world.quick() ? 10 : CALLS;
        Peak.shares().forEach((name, share) -> {
            Peak.alone(city, share, calls, 1); // what is read once is read now
            delivery.awaitDelivered(DELIVERY); // of the calls before: who hears of them writes too
            Counted least = count(world, city, share, calls);
            for (int again = 1; again < GOES && least.written() > calls; again++) {
                delivery.awaitDelivered(DELIVERY);
                Counted other = count(world, city, share, calls);
                least = other.written() < least.written() ? other : least;
            }
            if (least.written() > calls) {
                findings.remark("statement: " + calls + " times " + name + " wrote " + least.texts());
            }
            writes.put(name, (double) least.written() / calls);
            findings.add(Check.none("statement: " + name + ", failed", least.failed()));
            findings.add(Figure.lowerIsBetter(
                    "statement: " + name + ", writing", (double) least.written() / calls, "a call"));
            findings.add(Figure.lowerIsBetter("statement: " + name + ", all", (double) least.all() / calls, "a call"));
        });
        for (String one : List.of("check-in", "sample")) {
            findings.add(Check.atMost("statement: writing for one " + one, writes.getOrDefault(one, 0.0), "", 1));
        }
    }

    /** @param texts of what wrote, and how often */
    private record Counted(long written, long all, long failed, Map<String, Long> texts) {}

    private static Counted count(World world, City city, Peak.Share share, int calls) {
        try (StatementCount count = StatementCount.on(world.stack())) {
            long failed = Peak.alone(city, share, calls, 1).failed();
            List<Statement> all = count.statements();
            Set<String> checkpoints = all.stream()
                    .filter(s -> s.writes() && s.text().contains(CHECKPOINT))
                    .map(Statement::transaction)
                    .collect(Collectors.toSet());
            List<Statement> statements = all.stream()
                    .filter(s -> SERVICES.contains(s.role()) && !s.isFrame())
                    .filter(s -> !isJob(s) && !checkpoints.contains(s.transaction()))
                    .toList();
            List<Statement> written =
                    statements.stream().filter(Statement::writes).toList();
            return new Counted(
                    written.size(),
                    statements.size(),
                    failed,
                    written.stream()
                            .collect(Collectors.groupingBy(
                                    s -> s.role() + ": " + s.beginning(), Collectors.counting())));
        }
    }

    private static boolean isJob(Statement statement) {
        return JOBS.stream().anyMatch(table -> statement.text().contains(table))
                && !statement.text().matches("(?is).*\\binsert\\s+into\\s+(outbox|audit_event|health_override)\\b.*");
    }
}
