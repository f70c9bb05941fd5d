package org.meridian.bench.faults.crowd;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.meridian.bench.Experiment;
import org.meridian.bench.history.Violation;
import org.meridian.bench.history.Violation.Kind;
import org.meridian.bench.inject.Fault;
import org.meridian.bench.inject.Injector;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;

/**
 * Faults planted in the running platform, each of which must be found: what the product stands on is taken away from under it in the
 * database, as it has no switch to break itself. Its database is of no use afterwards.
 */
public final class PlantedExperiment implements Experiment {

    private static final int SHOWN = 3;
    private static final Fault KILLED = new Fault(Fault.Kind.KILL, Stack.DATABASE, Duration.ofMillis(200));

    @Override
    public String name() {
        return "planted";
    }

    /** It must be the last. */
    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        List<Violation> sound = new CrowdDay(world, "P0" + world.seed(), 600).run(() -> {});
        findings.add(Check.none("planted: found when nothing is planted", sound.size()));
        sound.stream().limit(SHOWN).forEach(v -> findings.remark("planted: nothing: " + v));

        acknowledgedTooEarly(world, findings);
        consumerThatForgets(world, findings);
        writerThatForgets(world, findings);
    }

    /** A commit is answered before it is on the disk, and the node dies: what was acknowledged last is not there. */
    private static void acknowledgedTooEarly(World world, Findings findings) {
        world.sql()
                .run(
                        "ALTER SYSTEM SET synchronous_commit = off",
                        "ALTER SYSTEM SET wal_writer_delay = '10s'",
                        "ALTER SYSTEM SET wal_writer_flush_after = '1GB'",
                        "SELECT pg_reload_conf()");
        Injector injector = new Injector(world.stack(), Stack.REGION);
        List<Violation> found = new CrowdDay(world, "P1" + world.seed(), 601).run(() -> {
            injector.begin(KILLED);
            injector.end(KILLED);
        });
        world.sql().run("ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()");
        tell("acknowledged before the commit lasts", Kind.LOST, found, findings);
    }

    /** Whoever hears twice of a visit abroad writes it down twice. */
    private static void consumerThatForgets(World world, Findings findings) {
        String table = world.partition("checkin", "visited_country");
        forgetKeys(world, table);
        world.sql()
                .run(
                        "CREATE SCHEMA IF NOT EXISTS bench",
                        "GRANT USAGE ON SCHEMA bench TO PUBLIC",
                        "CREATE OR REPLACE FUNCTION bench.forget() RETURNS trigger LANGUAGE plpgsql AS"
                                + " $$ BEGIN RETURN NULL; END $$",
                        "CREATE TRIGGER forgets BEFORE UPDATE ON " + table
                                + " FOR EACH ROW EXECUTE FUNCTION bench.forget()");
        List<Violation> found = new CrowdDay(world, "P2" + world.seed(), 602).run(() -> {});
        tell("a consumer that does not know what it has handled", Kind.UNBALANCED, found, findings);
    }

    /** Who sends a check-in again gets another one. */
    private static void writerThatForgets(World world, Findings findings) {
        forgetKeys(world, world.partition("checkin", "check_in"));
        List<Violation> found = new CrowdDay(world, "P3" + world.seed(), 603).run(() -> {});
        tell("a repeated request that is done again", Kind.DOUBLED, found, findings);
    }

    private static void forgetKeys(World world, String table) {
        world.sql()
                .list(
                        "SELECT conname FROM pg_constraint WHERE conrelid = ?::regclass AND contype IN ('p', 'u')",
                        row -> row.getString(1),
                        table)
                .forEach(key -> world.sql().run("ALTER TABLE " + table + " DROP CONSTRAINT " + key + " CASCADE"));
    }

    private static void tell(String what, Kind expected, List<Violation> found, Findings findings) {
        long right = found.stream().filter(v -> v.kind() == expected).count();
        findings.add(Check.atLeast("planted: " + what + ", found", (double) right, "", 1));
        findings.remark("planted: %s: %s"
                .formatted(
                        what, found.stream().collect(Collectors.groupingBy(Violation::kind, Collectors.counting()))));
        found.stream().filter(v -> v.kind() == expected).limit(SHOWN).forEach(v -> findings.remark("planted: " + v));
    }
}
