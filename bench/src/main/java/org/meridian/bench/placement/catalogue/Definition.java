package org.meridian.bench.placement.catalogue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.migration.Migrations;
import org.meridian.db.placement.Key;
import org.meridian.db.placement.Table;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Topology;

/**
 * What a service's migrations define.
 *
 * @param indexes by partitioned table, how many indexes each of its partitions has, those of its keys included
 * @param reference tables that are everywhere, as no people are in them
 */
record Definition(Map<String, Integer> indexes, Set<String> reference) {

    private static final Pattern WHOLE_TABLE =
            Pattern.compile("CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(\\w+)\\s*\\((?s:.*)\\)\\s*");
    private static final String HISTORY = "flyway_schema_history";

    /** Of all services, from the repository. */
    static Map<String, Definition> all(Path root, Topology topology) {
        Map<String, Definition> all = new LinkedHashMap<>();
        LocalCluster.SERVICES.forEach(service -> all.put(service, of(migrations(root, service, topology))));
        return all;
    }

    static Migrations migrations(Path root, String service, Topology topology) {
        return Migrations.of(
                service,
                List.of(
                        root.resolve(service + "-service/src/main/resources"),
                        root.resolve("platform/src/main/resources")),
                topology);
    }

    private static Definition of(Migrations migrations) {
        Map<String, Integer> indexes =
                migrations.tables().stream().collect(Collectors.toMap(Table::name, Definition::indexes));
        Set<String> reference = migrations.script(new Target.Yugabyte()).stream()
                .map(WHOLE_TABLE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());
        reference.add(HISTORY);
        return new Definition(indexes, reference);
    }

    private static int indexes(Table table) {
        long keys = table.keys().stream()
                .filter(key -> key.kind() != Key.Kind.FOREIGN)
                .count();
        return Math.toIntExact(keys) + table.indexes().size();
    }
}
