package org.meridian.db.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.meridian.db.placement.Foundation;
import org.meridian.db.placement.Renderer;
import org.meridian.db.placement.Table;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;

/**
 * Brings the partitions that are there to what the topology says: a new region or country is a change of that file and
 * one more run. Rows are never moved: where a country's rows would have to, the run is refused.
 */
public final class PlacementUpdate {

    private static final Pattern LITERAL = Pattern.compile("'([A-Z]{3})'");

    private final String schema;
    private final Topology topology;
    private final List<Table> tables;

    public PlacementUpdate(String schema, Topology topology, List<Table> tables) {
        this.schema = schema;
        this.topology = topology;
        this.tables = tables;
    }

    /**
     * All tables of the schema in one transaction (YugabyteDB: each statement its own).
     *
     * @return the statements that were run, none when all was right already
     * @throws PlacementException when rows would have to move; nothing has changed then
     */
    public List<String> run(Target target, DataSource owner) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL search_path TO " + schema);
                List<String> changes = changes(target, statement);
                for (String change : changes) {
                    statement.execute(change);
                }
                connection.commit();
                return changes;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private List<String> changes(Target target, Statement statement) throws SQLException {
        Renderer renderer = new Renderer(schema, topology, target);
        List<String> detach = new ArrayList<>();
        List<String> attach = new ArrayList<>();
        for (Table table : tables) {
            Map<String, Set<String>> there = partitions(table, statement);
            for (Partition partition : topology.partitions()) {
                String name = partition.of(table.name());
                Set<String> has = there.remove(name);
                if (has == null) {
                    attach.addAll(renderer.partition(table, partition));
                } else if (!has.equals(codes(partition))) {
                    refuseIfRowsMove(table, name, codes(partition), statement);
                    detach.add("ALTER TABLE " + table.name() + " DETACH PARTITION " + name);
                    attach.add("ALTER TABLE " + table.name() + " ATTACH PARTITION " + name + " "
                            + Renderer.bound(partition));
                }
            }
            for (String name : there.keySet()) {
                refuseIfRowsMove(table, name, Set.of(), statement);
                detach.add("ALTER TABLE " + table.name() + " DETACH PARTITION " + name);
            }
        }
        if (!attach.isEmpty()) {
            attach.addAll(Foundation.grants(schema));
            attach.add("REVOKE ALL ON " + Migrations.HISTORY + " FROM " + String.join(", ", Foundation.roles(schema)));
        }
        detach.addAll(attach);
        return detach;
    }

    private static Set<String> codes(Partition partition) {
        return partition.countries().stream().map(Country::code).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each partition's countries, from the catalogue. */
    private Map<String, Set<String>> partitions(Table table, Statement statement) throws SQLException {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT c.relname, pg_get_expr(c.relpartbound, c.oid)"
                + " FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '" + schema + "."
                + table.name() + "'::regclass ORDER BY c.relname")) {
            while (rows.next()) {
                Set<String> codes = new TreeSet<>();
                LITERAL.matcher(rows.getString(2)).results().forEach(match -> codes.add(match.group(1)));
                found.put(rows.getString(1), codes);
            }
        }
        return found;
    }

    private void refuseIfRowsMove(Table table, String partition, Set<String> staying, Statement statement)
            throws SQLException {
        String others = staying.isEmpty()
                ? ""
                : staying.stream().collect(Collectors.joining("', '", " WHERE country_code NOT IN ('", "')"));
        try (ResultSet rows = statement.executeQuery("SELECT country_code, count(*) FROM " + partition + others
                + " GROUP BY country_code ORDER BY country_code")) {
            List<String> moving = new ArrayList<>();
            while (rows.next()) {
                moving.add(rows.getLong(2) + " of " + rows.getString(1));
            }
            if (!moving.isEmpty()) {
                throw new PlacementException("rows of table " + schema + "." + table.name()
                        + " would have to leave partition " + partition + ": " + String.join(", ", moving)
                        + ". Rows are not moved between regions by a change of the topology.");
            }
        }
    }
}
