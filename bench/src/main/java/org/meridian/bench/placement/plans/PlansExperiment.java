package org.meridian.bench.placement.plans;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.meridian.bench.Experiment;
import org.meridian.bench.placement.people.Crowd;
import org.meridian.bench.placement.plans.PlanLog.Plan;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;

/**
 * Everybody does everything once more, and every node says by which plan it ran each statement: one partition each, but for
 * the auditors' and analysts', who read by a role of their own.
 */
public final class PlansExperiment implements Experiment {

    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final int SEED_OF_OTHERS = 1_000_003;

    @Override
    public String name() {
        return "plans";
    }

    @Override
    public void run(World world, Findings findings) {
        Stack stack = world.stack();
        Map<String, PlanLog> logs = new LinkedHashMap<>();
        Map<String, List<Plan>> plans = new LinkedHashMap<>();
        try {
            Stack.ALL_REGIONS.forEach(region ->
                    logs.put(region, new PlanLog(new Sql(stack.database(region)), stack.databaseLog(region))));
            LockSupport.parkNanos(SETTLING.toNanos()); // pools look again at a connection that has rested
            World others = world.in(world.country(), world.seed() + SEED_OF_OTHERS);
            Crowd crowd = Crowd.of(others, Crowd.countries(stack.topology(), world.quick() ? 1 : 4));
            findings.add(Check.none(
                    "plans: houses and travellers whose calls did not go as they must",
                    crowd.failures().size()));
            crowd.failures().forEach(failure -> findings.remark("plans: " + failure));
            logs.forEach((region, log) -> plans.put(region, log.plans()));
        } finally {
            logs.values().forEach(PlanLog::close);
        }
        judge(stack.topology(), new Sql(stack.database()), plans, findings);
    }

    static void judge(Topology topology, Sql owner, Map<String, List<Plan>> plans, Findings findings) {
        Map<String, Partition> partitions = partitions(topology, owner);
        Map<String, Set<String>> spread = new TreeMap<>();
        Set<String> texts = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        long services = 0;
        long auditors = 0;
        long wide = 0;
        long elsewhere = 0;
        for (Map.Entry<String, List<Plan>> node : plans.entrySet()) {
            Set<String> heard = new TreeSet<>();
            for (Plan plan : node.getValue()) {
                if (plan.role().equals(LocalCluster.OWNER)) {
                    continue; // the bench's own
                }
                Set<Partition> touched = plan.relations().stream()
                        .filter(partitions::containsKey)
                        .map(partitions::get)
                        .collect(Collectors.toSet());
                if (plan.role().endsWith("_reader")) {
                    auditors++;
                    wide += touched.size() > 1 ? 1 : 0;
                    continue;
                }
                services++;
                heard.add(plan.role());
                texts.add(plan.role() + ": " + plan.text());
                if (touched.size() > 1) {
                    spread.computeIfAbsent(plan.role() + ": " + plan.text(), text -> new TreeSet<>())
                            .addAll(plan.relations());
                } else if (touched.stream().anyMatch(p -> !p.region().name().equals(node.getKey()))) {
                    elsewhere++;
                }
            }
            LocalCluster.SERVICES.stream()
                    .filter(service -> !heard.contains(service))
                    .forEach(service -> silent.add(service + " at " + node.getKey()));
        }
        findings.add(Check.none("plans: statements of services that touch more than one partition", spread.size()));
        findings.add(Check.none("plans: services of which a node ran no statement at all", silent.size()));
        findings.add(Check.atLeast(
                "plans: auditors' and analysts' statements that read all partitions", (double) wide, "", 1));
        findings.add(Figure.count("plans: runs of services' statements that were explained", services));
        findings.add(Figure.count("plans: different statements of services", texts.size()));
        findings.add(Figure.count("plans: runs of auditors' and analysts' statements", auditors));
        findings.add(Figure.count("plans: runs on another region's partition, through the node's link", elsewhere));
        spread.forEach((text, relations) -> findings.remark("plans: " + relations + ": " + shortened(text)));
        silent.forEach(one -> findings.remark("plans: not heard: " + one));
    }

    private static String shortened(String text) {
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }

    /** Every partition of every table, by its name; all nodes have the same. */
    private static Map<String, Partition> partitions(Topology topology, Sql owner) {
        Map<String, Partition> partitions = new HashMap<>();
        List<List<String>> found = new ArrayList<>(owner.list(
                "SELECT c.relname, p.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                        + " JOIN pg_class p ON p.oid = i.inhparent WHERE p.relkind = 'p'",
                row -> List.of(row.getString(1), row.getString(2))));
        for (List<String> one : found) {
            topology.partitions().stream()
                    .filter(partition -> partition.of(one.get(1)).equals(one.get(0)))
                    .forEach(partition -> partitions.put(one.get(0), partition));
        }
        return partitions;
    }
}
