package org.meridian.bench.placement.plans;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meridian.bench.BenchException;
import org.meridian.bench.measure.Until;
import org.meridian.bench.stack.Sql;
import org.meridian.db.cluster.LocalCluster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * While this is open a node explains every statement that it runs, with the plan by which it ran it: PostgreSQL's own
 * auto_explain, in each new session. Sessions from before are ended, so that everybody has a new one.
 */
final class PlanLog implements AutoCloseable {

    private static final Pattern HEAD =
            Pattern.compile("^\\S+ \\S+ \\S+ \\[\\d+] (\\w+) LOG: {2}duration: \\S+ ms {2}plan:$");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Sql owner;
    private final Path log;
    private final long from;

    /**
     * A statement that was run.
     *
     * @param role whose it was: a service's name, or one of its other roles
     * @param relations every table and partition that the plan names
     */
    record Plan(String role, String text, Set<String> relations) {}

    PlanLog(Sql owner, Path log) {
        this.owner = owner;
        this.log = log;
        try {
            this.from = Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        owner.run(
                "LOAD 'auto_explain'",
                "ALTER SYSTEM SET session_preload_libraries = 'auto_explain'",
                "ALTER SYSTEM SET auto_explain.log_min_duration = 0",
                "ALTER SYSTEM SET auto_explain.log_format = json",
                "ALTER SYSTEM SET auto_explain.log_nested_statements = on",
                "SELECT pg_reload_conf()");
        awaitMark(); // the server has read its settings, and each new session has them
        owner.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IS NOT NULL AND usename <> '"
                + LocalCluster.OWNER + "'");
    }

    /** Sends something recognisable until its plan stands in the log. */
    private void awaitMark() {
        double waited = Until.seconds(PATIENCE, Duration.ofMillis(50), () -> {
            String mark = "mark " + UUID.randomUUID();
            owner.run("SELECT 1 /* " + mark
                    + " */"); // whole: a cursor that its transaction leaves open is never explained
            return read().stream().anyMatch(plan -> plan.text().contains(mark));
        });
        if (Double.isNaN(waited)) {
            throw new BenchException("the database does not explain its statements");
        }
    }

    /** Everything since this was opened. */
    List<Plan> plans() {
        awaitMark();
        return read();
    }

    private List<Plan> read() {
        List<Plan> plans = new ArrayList<>();
        try (var channel = Files.newByteChannel(log);
                var reader = new BufferedReader(Channels.newReader(channel.position(from), StandardCharsets.UTF_8))) {
            String role = "";
            StringBuilder json = new StringBuilder();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("\t")) {
                    json.append(line).append('\n');
                    continue;
                }
                add(role, json, plans);
                Matcher matcher = HEAD.matcher(line);
                role = matcher.matches() ? matcher.group(1) : "";
                json.setLength(0);
            }
            add(role, json, plans);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plans;
    }

    private static void add(String role, CharSequence json, List<Plan> plans) {
        if (role.isEmpty() || !json.toString().stripTrailing().endsWith("}")) {
            return; // another kind of line, or one that is just being written
        }
        JsonNode plan = JSON.readTree(json.toString().replaceAll("(?m)^\t", ""));
        Set<String> relations = new TreeSet<>();
        relations(plan, relations);
        plans.add(new Plan(role, plan.path("Query Text").asString("").strip(), relations));
    }

    private static void relations(JsonNode node, Set<String> relations) {
        for (String name : List.of("Relation Name", "Relations")) {
            WORD.matcher(node.path(name).asString("")).results().forEach(word -> relations.add(word.group()));
        }
        node.forEach(inner -> relations(inner, relations));
    }

    @Override
    public void close() {
        owner.run(
                "LOAD 'auto_explain'",
                "ALTER SYSTEM RESET session_preload_libraries",
                "ALTER SYSTEM RESET auto_explain.log_min_duration",
                "ALTER SYSTEM RESET auto_explain.log_format",
                "ALTER SYSTEM RESET auto_explain.log_nested_statements",
                "SELECT pg_reload_conf()");
    }
}
