package org.meridian.bench.placement.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.meridian.bench.Experiment;
import org.meridian.bench.placement.OneServer;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.db.migration.Migrations;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/**
 * Every table, partition, index and TOAST table of every server, and every row's country: on the nodes of the running
 * platform, on one PostgreSQL with tablespaces that is set up for it, and in the SQL for YugabyteDB, which is read only.
 */
public final class CatalogueExperiment implements Experiment {

    private static final Pattern STORED =
            Pattern.compile("(?s)(CREATE TABLE \\w+ PARTITION OF|CREATE (?:UNIQUE )?INDEX \\w+ ON) ?(\\w+).*");

    @Override
    public String name() {
        return "catalogue";
    }

    /** A service's, from the repository. */
    public static Migrations migrations(Path root, String service, Topology topology) {
        return Definition.migrations(root, service, topology);
    }

    @Override
    public void run(World world, Findings findings) {
        Stack stack = world.stack();
        onTheNodes(stack, name(), findings);
        Map<String, Definition> definitions = Definition.all(stack.root(), stack.topology());
        oneServer(stack, definitions, findings);
        yugabyte(stack, definitions, findings);
    }

    /**
     * Every node's catalogue and rows against the topology.
     *
     * @param prefix of the findings' names
     */
    public static void onTheNodes(Stack stack, String prefix, Findings findings) {
        Map<String, Definition> definitions = Definition.all(stack.root(), stack.topology());
        long relations = 0;
        long rows = 0;
        List<String> faults = new ArrayList<>();
        for (Region region : stack.topology().regions()) {
            Catalogue catalogue = Catalogue.read(new Sql(stack.database(region.name())));
            relations += catalogue.relations().size();
            rows += catalogue.rows().values().stream()
                    .flatMap(counts -> counts.values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
            Target target = new Target.LocalNode(region);
            new CatalogueCheck(stack.topology(), target, definitions, stack.databaseNodes())
                    .faults(catalogue)
                    .forEach(fault -> faults.add(region.name() + ": " + fault));
        }
        findings.add(Check.none(prefix + ": things on the nodes that are not where the topology says", faults.size()));
        findings.add(Figure.count(prefix + ": tables, indexes and the like looked at on the nodes", relations));
        findings.add(Figure.count(prefix + ": rows whose country was compared with their node", rows));
        remarks(prefix, faults, findings);
    }

    private static void oneServer(Stack stack, Map<String, Definition> definitions, Findings findings) {
        try (OneServer one = OneServer.start(stack.root(), stack.topology(), definitions.keySet())) {
            Catalogue catalogue = Catalogue.read(new Sql(one.owner()));
            List<String> faults =
                    new CatalogueCheck(stack.topology(), one.target(), definitions, Map.of()).faults(catalogue);
            findings.add(
                    Check.none("catalogue: things on one PostgreSQL that are in the wrong tablespace", faults.size()));
            findings.add(Figure.count(
                    "catalogue: tables, indexes and the like looked at on one PostgreSQL",
                    catalogue.relations().size()));
            remarks("catalogue", faults, findings);
        }
    }

    /** Each statement that makes something which holds rows names the tablespace of its partition's region. */
    private static void yugabyte(Stack stack, Map<String, Definition> definitions, Findings findings) {
        List<String> faults = new ArrayList<>();
        int read = 0;
        for (String service : definitions.keySet()) {
            for (String sql :
                    migrations(stack.root(), service, stack.topology()).script(new Target.Yugabyte())) {
                var matcher = STORED.matcher(sql);
                if (!matcher.matches()) {
                    continue;
                }
                read++;
                String table = matcher.group(1).startsWith("CREATE TABLE") ? sql.split(" ", 4)[2] : matcher.group(2);
                String place = stack.topology().partitions().stream()
                        .filter(p -> table.endsWith("_" + p.suffix()))
                        .map(CatalogueExperiment::tablespace)
                        .findFirst()
                        .orElse("no region's tablespace");
                if (!sql.matches("(?s).*\\bTABLESPACE " + place + "\\b.*")) {
                    faults.add(service + "." + table + " for YugabyteDB does not lie in " + place);
                }
            }
        }
        findings.add(Check.none(
                "catalogue: statements for YugabyteDB (reviewed, not run) without their region's tablespace",
                read == 0 ? 1 : faults.size()));
        findings.add(Figure.count("catalogue: statements for YugabyteDB that place something", read));
        remarks("catalogue", faults, findings);
    }

    private static String tablespace(Partition partition) {
        return partition.region().name() + "_ts";
    }

    private static void remarks(String prefix, List<String> faults, Findings findings) {
        faults.stream().limit(20).forEach(fault -> findings.remark(prefix + ": " + fault));
    }
}
