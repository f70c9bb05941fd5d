package org.meridian.bench.placement.crossing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.Until;
import org.meridian.bench.placement.OneServer;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.db.data.CrossCountryException;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/**
 * A transaction of one country tries to write in another, in every way that SQL has: each is refused by the services' own data
 * source before its statement runs, so no server ever hears of it. On the running nodes, and on one PostgreSQL.
 */
public final class CrossingExperiment implements Experiment {

    private static final String SERVICE = "sharing";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "crossing";
    }

    @Override
    public void run(World world, Findings findings) {
        Stack stack = world.stack();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("meridian.region", Stack.REGION);
        stack.databaseNodes().forEach((region, node) -> properties.put("meridian.database.nodes." + region, node));
        for (String key : List.of("user", "password")) {
            properties.put(
                    "meridian.database." + key, stack.setting(Stack.REGION, SERVICE, "meridian.database." + key));
        }
        Map<Path, DataSource> nodes = new LinkedHashMap<>();
        Stack.ALL_REGIONS.forEach(region -> nodes.put(stack.databaseLog(region), stack.database(region)));
        try (Application application = new Application(properties)) {
            attempts("on the nodes", stack.topology(), application, nodes, findings);
        }
        try (OneServer one = OneServer.start(stack.root(), stack.topology(), Set.of(SERVICE));
                Application application = new Application(one.properties(SERVICE))) {
            attempts("on one PostgreSQL", stack.topology(), application, Map.of(one.log(), one.owner()), findings);
        }
        promotion(stack.root(), findings);
    }

    /** @param servers each log with the owner's way to that server */
    static void attempts(String where, Topology topology, Door door, Map<Path, DataSource> servers, Findings findings) {
        Set<String> accepted = new TreeSet<>();
        Set<String> heard = new TreeSet<>();
        int made = 0;
        long controls = 0;
        long rows = 0;
        Map<Path, Long> from = new LinkedHashMap<>();
        servers.forEach((log, owner) -> {
            from.put(log, length(log));
            new Sql(owner).run("ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()");
        });
        try {
            for (Region home : topology.regions()) {
                Region away = topology.regions()
                        .get((topology.regions().indexOf(home) + 1)
                                % topology.regions().size());
                Country here = home.countries().getFirst();
                Country there = away.countries().getFirst();
                UUID id = UUID.randomUUID();
                for (Attempt attempt :
                        Attempt.of(here.code(), there.code(), topology.partitionOf(there), id.toString())) {
                    String mark = "mark " + UUID.randomUUID();
                    String control = "mark " + UUID.randomUUID();
                    made++;
                    if (!refused(door, here, attempt, mark, control)) {
                        accepted.add(attempt.name());
                    }
                    controls += isHeard(from, control, PATIENCE) ? 1 : 0;
                    if (isHeard(from, mark, Duration.ZERO)) {
                        heard.add(attempt.name());
                    }
                }
                for (DataSource owner : servers.values()) {
                    rows += new Sql(owner).number("SELECT count(*) FROM " + SERVICE + ".inbox WHERE event_id = ?", id);
                }
            }
        } finally {
            servers.values()
                    .forEach(
                            owner -> new Sql(owner).run("ALTER SYSTEM RESET log_statement", "SELECT pg_reload_conf()"));
        }
        findings.add(
                Check.none("crossing: ways into a second country that were not refused, " + where, accepted.size()));
        findings.add(Check.none("crossing: of them heard of by a server, " + where, heard.size()));
        findings.add(Check.none("crossing: rows they left, " + where, rows));
        findings.add(Check.equal(
                "crossing: right statements beside them that a server heard, " + where, controls, "", made));
        findings.add(Figure.count("crossing: attempts " + where, made));
        accepted.forEach(name -> findings.remark("crossing: not refused " + where + ": " + name));
        heard.forEach(name -> findings.remark("crossing: heard " + where + ": " + name));
    }

    /** A right statement first, then the wrong one, in one transaction. */
    private static boolean refused(Door door, Country here, Attempt attempt, String mark, String control) {
        String right = "DELETE FROM inbox WHERE event_id = '%s' AND country_code = '%s' /* %s */"
                .formatted(UUID.randomUUID(), here, control);
        try {
            door.write(here, right, attempt.sql() + " /* " + mark + " */", attempt.values());
            return false;
        } catch (CrossCountryException e) {
            return true;
        } catch (RuntimeException e) {
            return false; // it was the server that refused it
        }
    }

    private static boolean isHeard(Map<Path, Long> logs, String mark, Duration patience) {
        return !Double.isNaN(Until.seconds(
                patience,
                Duration.ofMillis(20),
                () -> logs.entrySet().stream()
                        .anyMatch(log -> since(log.getKey(), log.getValue()).contains(mark))));
    }

    private static String since(Path log, long from) {
        try (var file = Files.newByteChannel(log)) {
            byte[] bytes = new byte[(int) (file.size() - from)];
            file.position(from);
            file.read(java.nio.ByteBuffer.wrap(bytes));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** YugabyteDB itself refuses what leaves its region, when it is told so. */
    private static void promotion(Path root, Findings findings) {
        try {
            String compose = Files.readString(root.resolve("deploy/yugabyte/compose.yaml"));
            long without = compose.lines()
                    .filter(line -> line.contains("yb_enable_read_committed_isolation="))
                    .filter(line -> !line.contains("auto_promote_nonlocal_transactions_to_global=false"))
                    .count();
            boolean said = compose.lines()
                    .anyMatch(line -> line.strip().startsWith("yb_enable_read_committed_isolation=true,"));
            findings.add(Check.none(
                    "crossing: YugabyteDB nodes (reviewed, not run) that would make such a transaction a global one",
                    said ? without : 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
