package org.meridian.bench.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Tested;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.StatementCount;
import org.meridian.bench.stack.StatementCount.Statement;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.bench.traffic.Offer;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.traffic.Reply;
import org.meridian.bench.traffic.Traffic;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;

/** Phones poll the health code with the ETag that they have: nothing changed, and the database is not asked. */
public final class UnchangedExperiment implements Experiment {

    private static final int PEOPLE = 100;
    private static final int CALLERS = 32;

    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** What the service's jobs say beside, for each poll. */
    private static final double JOBS = 0.05;

    @Override
    public String name() {
        return "unchanged";
    }

    @Override
    public void run(World world, Findings findings) {
        URI gateway = world.stack().gateway();
        List<String> tokens = Tested.people(new City(world), PEOPLE).stream()
                .map(world.tokens()::resident)
                .toList();
        // what others did before, and who was just tested, has arrived: no event writes beside the polls
        new Delivery(world).awaitDelivered(SETTLED);
        String[] etags = new String[PEOPLE];
        int callers = world.quick() ? 2 : CALLERS;
        Traffic.run(List.of(Offer.closed(gateway, new Look(gateway, tokens, etags, false), callers, PEOPLE)));
        Look polls = new Look(gateway, tokens, etags, true);
        int count = world.quick() ? 200 : 5_000;
        try (StatementCount statements = StatementCount.on(world.stack())) {
            Outcome counted = Traffic.run(List.of(Offer.closed(gateway, polls, callers, count)))
                    .getFirst();
            List<Statement> sent = statements.statements().stream()
                    .filter(s -> s.role().equals("checkin") && !s.isFrame())
                    .toList();
            findings.add(Check.equal("unchanged: answered with 304", counted.served(), "polls", count));
            List<Statement> statuses = sent.stream()
                    .filter(s -> s.text().contains("health_status"))
                    .toList();
            findings.add(Check.none("unchanged: statements about health statuses", statuses.size()));
            statuses.stream().map(Statement::text).distinct().forEach(text -> findings.remark("unchanged: " + text));
            if (!world.quick()) {
                findings.add(Check.atMost(
                        "unchanged: statements of the service for each poll, its jobs' included",
                        (double) sent.size() / count,
                        "",
                        JOBS));
            }
            counted.errors().forEach((kind, n) -> findings.remark("unchanged: " + n + " × " + kind));
        }
        if (!world.quick()) {
            Traffic.run(List.of(Offer.closed(gateway, polls, callers, 20_000)));
            CpuCount cpu = CpuCount.of(world.stack().processes());
            Outcome timed = Traffic.run(List.of(Offer.closed(gateway, polls, callers, 40_000)))
                    .getFirst();
            Recorder.cpu("unchanged", cpu.used(), timed.answered(), findings);
            findings.add(Figure.higherIsBetter("unchanged: a second", timed.servedPerSecond(), "/s"));
        }
    }

    /** Looks at health codes: to learn their ETags, or with them. */
    private record Look(URI gateway, List<String> tokens, String[] etags, boolean again) implements Calls {

        @Override
        public String name() {
            return "health code";
        }

        @Override
        public byte[] request(int number) {
            int person = number % tokens.size();
            return HttpBytes.get(
                    gateway,
                    "/v1/me/health-code",
                    tokens.get(person),
                    again ? "If-None-Match: " + etags[person] + "\r\n" : "");
        }

        @Override
        public void answered(int number, Reply reply) {
            if (!again) {
                etags[number] = reply.header("ETag");
            }
        }

        @Override
        public boolean isServed(int status) {
            return status == (again ? 304 : 200);
        }
    }
}
