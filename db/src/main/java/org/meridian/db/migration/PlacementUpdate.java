package org.meridian.db.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.meridian.db.migration.TableUpdate.Rows;
import org.meridian.db.placement.Renderer;
import org.meridian.db.placement.Table;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;

/**
 * Brings the partitions that are there to what the topology says: a new region or country is a change of that file and
 * one more run, while everybody works. Rows are never moved: where a country's rows would have to, the run is refused.
 */
public final class PlacementUpdate {

    private static final Pattern LITERAL = Pattern.compile("'([A-Z]{3})'");

    /** A table whose comment says so holds no country in its place. */
    private static final String MADE_ANEW = "made anew";

    /** Longer than the longest upload's transaction. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String schema;
    private final Topology topology;
    private final List<Table> tables;
    private final Duration patience;

    /** @param foreign whether its rows lie on another node */
    private record There(Set<String> codes, boolean foreign, boolean leftover) {}

    public PlacementUpdate(String schema, Topology topology, List<Table> tables) {
        this(schema, topology, tables, PATIENCE);
    }

    /** @param patience for how long a table is tried that others don't let go */
    PlacementUpdate(String schema, Topology topology, List<Table> tables, Duration patience) {
        this.schema = schema;
        this.topology = topology;
        this.tables = tables;
        this.patience = patience;
    }

    /**
     * One table after another, each for itself, so that nobody waits for more than one of them and none of them is waited for
     * with another one held. A run that fails on its way has changed some, and another run goes on where it stopped.
     *
     * @return the statements that were run, none when all was right already
     * @throws PlacementException when rows would have to move; nothing has changed then unless they came meanwhile
     */
    public List<String> run(Target target, DataSource owner) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = owner.getConnection()) {
            List<TableUpdate> updates = updates(target, connection);
            ShortLocks locks = new ShortLocks(connection, schema, patience);
            for (TableUpdate update : updates) {
                update.run(locks);
                statements.addAll(update.statements());
            }
        }
        return statements;
    }

    private List<TableUpdate> updates(Target target, Connection connection) throws SQLException {
        Renderer renderer = new Renderer(schema, topology, target);
        List<TableUpdate> updates = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                TableUpdate update = update(table, renderer, !(target instanceof Target.Yugabyte), statement);
                if (!update.isNone()) {
                    updates.add(update);
                }
            }
        }
        return updates;
    }

    private TableUpdate update(Table table, Renderer renderer, boolean provable, Statement statement)
            throws SQLException {
        TableUpdate update = new TableUpdate(schema, table.name());
        Map<String, There> there = partitions(table, statement);
        for (Partition partition : topology.partitions()) {
            String name = partition.of(table.name());
            Set<String> codes = codes(partition.countries().stream().map(Country::code));
            There has = there.remove(name);
            if (has == null) {
                update.comes(partition, renderer.partition(table, partition));
            } else if (!has.codes().equals(codes)) {
                update.changes(partition, rows(table, name, has, codes, provable, statement));
            } else if (has.leftover()) {
                update.clean(name);
            }
        }
        for (Map.Entry<String, There> gone : there.entrySet()) {
            update.goes(gone.getKey(), rows(table, gone.getKey(), gone.getValue(), Set.of(), provable, statement));
        }
        return update;
    }

    private Rows rows(
            Table table, String partition, There has, Set<String> staying, boolean provable, Statement statement)
            throws SQLException {
        boolean madeAnew = isMadeAnew(table, statement);
        if (!madeAnew) {
            refuseIfRowsMove(table, partition, staying, statement);
        }
        if (has.foreign()) {
            return Rows.UNSEEN;
        }
        return madeAnew ? Rows.MADE_ANEW : provable ? Rows.STAY : Rows.UNSEEN;
    }

    /** A job's own notes, of which there is one for each country whether anybody lives there or not. */
    private boolean isMadeAnew(Table table, Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT obj_description('" + schema + "." + table.name()
                + "'::regclass, 'pg_class') = '" + MADE_ANEW + "'")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    static Set<String> codes(Stream<String> codes) {
        return codes.collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is there, from the catalogue. */
    private Map<String, There> partitions(Table table, Statement statement) throws SQLException {
        Map<String, There> found = new LinkedHashMap<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT c.relname, pg_get_expr(c.relpartbound, c.oid), c.relkind = 'f',"
                        + " EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conrelid = c.oid AND p.conname = '"
                        + TableUpdate.PROOF
                        + "') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '" + schema
                        + "."
                        + table.name() + "'::regclass ORDER BY c.relname")) {
            while (rows.next()) {
                Stream<String> codes =
                        LITERAL.matcher(rows.getString(2)).results().map(match -> match.group(1));
                found.put(rows.getString(1), new There(codes(codes), rows.getBoolean(3), rows.getBoolean(4)));
            }
        }
        return found;
    }

    private void refuseIfRowsMove(Table table, String partition, Set<String> staying, Statement statement)
            throws SQLException {
        String others = staying.isEmpty()
                ? ""
                : staying.stream().collect(Collectors.joining("', '", " WHERE country_code NOT IN ('", "')"));
        try (ResultSet rows = statement.executeQuery("SELECT country_code, count(*) FROM " + schema + "."
                + partition + others
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
