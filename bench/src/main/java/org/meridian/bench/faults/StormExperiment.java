package org.meridian.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.bench.Experiment;
import org.meridian.bench.inject.Fault;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.measure.Latencies;
import org.meridian.bench.measure.OpenLoop;
import org.meridian.bench.measure.Until;
import org.meridian.bench.proxy.Trouble;
import org.meridian.bench.proxy.Trouble.Break;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.world.World;

/**
 * A database that answers everything with "going down" for a minute, and one that cannot be reached for another: nobody may make it
 * worse by trying again and again, and when it is well everything must be well without anybody's help.
 */
public final class StormExperiment implements Experiment {

    private static final double ATTEMPTS = 1.1;
    private static final double RECOVERED_SECONDS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PURSE = 20;
    private static final int IN_A_ROW = 40;
    private static final long FIRST_PERSON = 1L << 45;

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public void run(World world, Findings findings) {
        Timeline timeline = new Timeline();
        Callers callers = new Callers(world, timeline);
        int seconds = world.quick() ? 4 : 60;
        int perSecond = world.quick() ? 10 : 40;
        callers.call(perSecond * seconds / 2, perSecond);

        String refusing = "every check-in's statement refused";
        String table = world.partition("checkin", "check_in");
        timeline.begins(refusing);
        long attempts;
        Latencies during;
        try {
            world.sql()
                    .run(
                            "CREATE SCHEMA IF NOT EXISTS bench",
                            "CREATE SEQUENCE IF NOT EXISTS bench.attempts",
                            "GRANT USAGE ON SCHEMA bench TO PUBLIC",
                            "GRANT USAGE ON SEQUENCE bench.attempts TO PUBLIC",
                            "CREATE OR REPLACE FUNCTION bench.going_down() RETURNS trigger LANGUAGE plpgsql AS"
                                    + " $$ BEGIN PERFORM nextval('bench.attempts'); RAISE EXCEPTION 'going down' USING ERRCODE = '57P01';"
                                    + " END $$",
                            "CREATE TRIGGER going_down BEFORE INSERT ON " + table
                                    + " FOR EACH STATEMENT EXECUTE FUNCTION bench.going_down()");
            long before = attempts(world);
            during = callers.call(perSecond * seconds, perSecond);
            attempts = attempts(world) - before;
        } finally {
            world.sql().run("DROP TRIGGER IF EXISTS going_down ON " + table);
        }
        double recovered = callers.untilWell();
        timeline.ends(refusing);
        findings.add(Check.equal(
                "storm: calls that failed while it refused", during.errors(), "", during.errors() + during.count()));
        long calls = during.errors() + during.count();
        if (world.quick()) { // so few that the purse with which a process begins weighs more than the share
            findings.add(Check.atMost(
                    "storm: attempts at the database", (double) attempts, "", Math.ceil(calls * ATTEMPTS) + PURSE));
        } else {
            findings.add(Check.atMost(
                    "storm: attempts at the database for each call", (double) attempts / calls, "", ATTEMPTS));
        }
        findings.add(Figure.count("storm: attempts", attempts));
        findings.add(Check.atMost("storm: recovered after", recovered, "s", RECOVERED_SECONDS));

        Fault cut = new Fault(Fault.Kind.CUT, "db", Duration.ofSeconds(seconds));
        timeline.begins(cut);
        world.stack().network().database(world.region()).set(Trouble.broken(Break.CUT));
        try {
            callers.call(perSecond * seconds, perSecond);
        } finally {
            world.stack().network().database(world.region()).set(Trouble.NONE);
        }
        double reached = callers.untilWell();
        timeline.ends(cut);
        findings.add(
                Check.atMost("storm: recovered from an unreachable database after", reached, "s", RECOVERED_SECONDS));
        timeline.tell("storm", findings);
    }

    private static long attempts(World world) {
        return world.sql().number("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM bench.attempts");
    }

    /** People who check in, each alone on a fixed schedule: none is written together with another, so an attempt is one call's. */
    private static final class Callers {

        private final World world;
        private final Timeline timeline;
        private final List<String> places;
        private final AtomicInteger number = new AtomicInteger();
        private int inARow;

        Callers(World world, Timeline timeline) {
            this.world = world;
            this.timeline = timeline;
            this.places = List.of(world.newPlace(), world.newPlace());
        }

        Latencies call(int count, int perSecond) {
            return OpenLoop.run(count, Duration.ofNanos(1_000_000_000L / perSecond), n -> checkIn());
        }

        private void checkIn() throws IOException {
            int n = number.getAndIncrement();
            long begin = System.nanoTime();
            boolean good = false;
            try {
                Answer answer = world.gateway()
                        .post(
                                "/v1/check-ins",
                                world.tokens().resident(world.people().resident(FIRST_PERSON + n)),
                                Map.of("place", places.get(n % places.size())),
                                null);
                good = answer.status() == 201;
                if (!good) {
                    throw new IOException(answer.toString());
                }
            } finally {
                timeline.called(world.region(), System.nanoTime() - begin, good);
            }
        }

        /** Seconds until so many in a row went well. */
        double untilWell() {
            inARow = 0;
            return Until.seconds(PATIENCE, Duration.ofMillis(5), () -> {
                try {
                    checkIn();
                    return ++inARow >= IN_A_ROW;
                } catch (IOException e) {
                    inARow = 0;
                    return false;
                }
            });
        }
    }
}
