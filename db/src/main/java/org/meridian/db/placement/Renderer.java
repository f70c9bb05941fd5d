package org.meridian.db.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.meridian.db.placement.Change.AddKey;
import org.meridian.db.placement.Change.CreateIndex;
import org.meridian.db.placement.Change.CreateTable;
import org.meridian.db.placement.Change.DropIndex;
import org.meridian.db.placement.Change.Plain;
import org.meridian.db.placement.Change.SetFillfactor;
import org.meridian.db.placement.Target.LocalNode;
import org.meridian.db.placement.Target.SinglePostgres;
import org.meridian.db.placement.Target.Yugabyte;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/** One definition, placed for one target. */
public final class Renderer {

    private final String schema;
    private final Topology topology;
    private final Target target;

    /** @param schema the service's, which the foreign tables name */
    public Renderer(String schema, Topology topology, Target target) {
        this.schema = schema;
        this.topology = topology;
        this.target = target;
    }

    /** The SQL of a change, statement by statement. */
    public List<String> render(Change change) {
        return switch (change) {
            case Plain(String sql) -> List.of(sql);
            case CreateTable(Table table) -> table(table);
            case CreateIndex(Index index) -> owned().map(p -> index(index, p)).toList();
            case DropIndex(Index index) ->
                owned().map(p -> "DROP INDEX IF EXISTS " + Names.index(index, p))
                        .toList();
            case AddKey(String table, Key key) ->
                owned().map(p -> addKey(new Table(table, List.of(), List.of(), List.of()), key, p))
                        .toList();
            case SetFillfactor(String table, int percent) ->
                hasPages()
                        ? owned().map(p -> "ALTER TABLE " + p.of(table) + " SET (" + fillfactor(percent) + ")")
                                .toList()
                        : List.of();
        };
    }

    private java.util.stream.Stream<Partition> owned() {
        return topology.partitions().stream().filter(p -> isOwned(p.region()));
    }

    /** YugabyteDB stores no rows in pages; a changed row is written anew wherever it is. */
    private boolean hasPages() {
        return !(target instanceof Yugabyte);
    }

    private static String fillfactor(int percent) {
        return "fillfactor = " + percent;
    }

    private String storage(Table table) {
        return hasPages() && table.fillfactor() < Table.FULL ? " WITH (" + fillfactor(table.fillfactor()) + ")" : "";
    }

    /** Whether this node holds the bytes, and so the keys and indexes, of a region's partitions. */
    private boolean isOwned(Region region) {
        return !(target instanceof LocalNode(Region here)) || here.name().equals(region.name());
    }

    private List<String> table(Table table) {
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TABLE " + table.name() + " (\n    " + String.join(",\n    ", table.columns())
                + "\n) PARTITION BY LIST (country_code)");
        topology.partitions().forEach(partition -> sql.addAll(partition(table, partition)));
        return sql;
    }

    /** A partition with all that the table's partitions have. */
    public List<String> partition(Table table, Partition partition) {
        String head = partition.of(table.name()) + " PARTITION OF " + table.name();
        if (!isOwned(partition.region())) {
            return List.of("CREATE FOREIGN TABLE " + head + " " + bound(partition) + " SERVER "
                    + partition.region().name() + " OPTIONS (schema_name '" + schema + "', table_name '"
                    + partition.of(table.name()) + "')");
        }
        List<String> inside = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (Key key : table.keys()) {
            if (target instanceof Yugabyte && key.kind() == Key.Kind.UNIQUE) {
                after.add(uniqueIndex(table, key, partition));
            } else {
                inside.add("    " + key(table, key, partition));
            }
        }
        table.indexes().forEach(index -> after.add(index(index, partition)));
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TABLE " + head + " (\n" + String.join(",\n", inside) + "\n) " + bound(partition)
                + storage(table) + tablespace(partition));
        sql.addAll(after);
        return sql;
    }

    /** {@code FOR VALUES IN (…)} with the partition's countries. */
    public static String bound(Partition partition) {
        return partition.countries().stream()
                .map(country -> "'" + country.code() + "'")
                .collect(Collectors.joining(", ", "FOR VALUES IN (", ")"));
    }

    private String key(Table table, Key key, Partition partition) {
        String columns = String.join(", ", key.columns());
        String definition = switch (key.kind()) {
            case PRIMARY ->
                "PRIMARY KEY (" + (target instanceof Yugabyte ? hashed(key.columns()) : columns) + ")"
                        + indexTablespace(partition);
            case UNIQUE -> "UNIQUE (" + columns + ")" + indexTablespace(partition);
            case FOREIGN ->
                "FOREIGN KEY (" + columns + ") REFERENCES " + partition.of(String.valueOf(key.references())) + " ("
                        + String.join(", ", key.referenced()) + ")";
        };
        String tail = key.tail().isEmpty() ? "" : " " + key.tail();
        return "CONSTRAINT " + Names.key(table, key, partition) + " " + definition + tail;
    }

    private String addKey(Table table, Key key, Partition partition) {
        if (target instanceof Yugabyte && key.kind() == Key.Kind.UNIQUE) {
            return uniqueIndex(table, key, partition);
        }
        return "ALTER TABLE " + partition.of(table.name()) + " ADD " + key(table, key, partition);
    }

    /** YugabyteDB takes HASH, ASC and a tablespace for an index only, not for a UNIQUE constraint. */
    private String uniqueIndex(Table table, Key key, Partition partition) {
        String name = Names.key(table, key, partition);
        return index(name, new Index(name, table.name(), true, key.columns(), key.tail(), ""), partition);
    }

    private String index(Index index, Partition partition) {
        return index(Names.index(index, partition), index, partition);
    }

    private String index(String name, Index index, Partition partition) {
        String columns = target instanceof Yugabyte ? hashed(index.columns()) : String.join(", ", index.columns());
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + name + " ON "
                + partition.of(index.table()) + " (" + columns + ")" + spaced(index.include())
                + tablespace(partition) + spaced(index.where());
    }

    private static String spaced(String part) {
        return part.isEmpty() ? "" : " " + part;
    }

    /** The first column by hash, the rest ascending, unless the definition gives a direction. */
    private static String hashed(List<String> columns) {
        List<String> directed = new ArrayList<>();
        for (String column : columns) {
            boolean given = column.toUpperCase(java.util.Locale.ROOT).matches("(?s).*\\s(ASC|DESC)\\b.*");
            directed.add(given ? column : column + (directed.isEmpty() ? " HASH" : " ASC"));
        }
        return String.join(", ", directed);
    }

    private String tablespace(Partition partition) {
        return switch (target) {
            case LocalNode local -> "";
            case Yugabyte yugabyte -> " TABLESPACE " + Names.tablespace(partition.region());
            case SinglePostgres single -> " TABLESPACE " + Names.tablespace(partition.region());
        };
    }

    /** An index does not follow its table; on YugabyteDB the primary key is the table itself. */
    private String indexTablespace(Partition partition) {
        return target instanceof SinglePostgres
                ? " USING INDEX TABLESPACE " + Names.tablespace(partition.region())
                : "";
    }
}
