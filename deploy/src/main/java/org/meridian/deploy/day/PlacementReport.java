package org.meridian.deploy.day;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;

/** Looks into every node by itself and says which country's rows it really holds: its own tables, never a foreign one. */
final class PlacementReport {

    private static final String OWN_PARTITIONS = """
            SELECT n.nspname, p.relname AS parent, c.relname AS partition
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_inherits i ON i.inhrelid = c.oid
              JOIN pg_class p ON p.oid = i.inhparent
             WHERE c.relkind = 'r'
             ORDER BY 1, 2, 3
            """;

    private final Topology topology;
    private final Map<String, DataSource> nodes;

    PlacementReport(Topology topology, Map<String, DataSource> nodes) {
        this.topology = topology;
        this.nodes = nodes;
    }

    /** Rows by table, then node, then country. */
    private final Map<String, Map<String, Map<String, Long>>> rows = new TreeMap<>();

    /** Tells each table's countries by node and gives the number of rows that lie in a region which is not theirs. */
    long tell(Narrator narrator) throws SQLException {
        long astray = 0;
        long total = 0;
        for (var node : nodes.entrySet()) {
            count(node.getKey(), node.getValue());
        }
        for (var table : rows.entrySet()) {
            List<String> line = new ArrayList<>();
            for (var node : table.getValue().entrySet()) {
                line.add(node.getKey() + " " + node.getValue());
                for (var country : node.getValue().entrySet()) {
                    total += country.getValue();
                    if (!topology.regionOf(Country.of(country.getKey())).name().equals(node.getKey())) {
                        astray += country.getValue();
                    }
                }
            }
            narrator.say("%-32s %s", table.getKey(), String.join("   ", line));
        }
        narrator.say("%d rows in %d tables on %d nodes", total, rows.size(), nodes.size());
        return astray;
    }

    private void count(String region, DataSource node) throws SQLException {
        record Own(String schema, String parent, String partition) {}
        List<Own> partitions = new ArrayList<>();
        try (Connection connection = node.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery(OWN_PARTITIONS)) {
                while (found.next()) {
                    partitions.add(new Own(found.getString(1), found.getString(2), found.getString(3)));
                }
            }
            for (Own own : partitions) {
                String sql = "SELECT country_code, count(*) FROM \"" + own.schema() + "\".\"" + own.partition()
                        + "\" GROUP BY country_code ORDER BY country_code";
                try (ResultSet counts = statement.executeQuery(sql)) {
                    while (counts.next()) {
                        rows.computeIfAbsent(own.schema() + "." + own.parent(), t -> new LinkedHashMap<>())
                                .computeIfAbsent(region, r -> new LinkedHashMap<>())
                                .put(counts.getString(1), counts.getLong(2));
                    }
                }
            }
        }
    }
}
