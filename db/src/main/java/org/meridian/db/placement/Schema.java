package org.meridian.db.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meridian.db.placement.Change.AddKey;
import org.meridian.db.placement.Change.CreateIndex;
import org.meridian.db.placement.Change.CreateTable;
import org.meridian.db.placement.Change.DropIndex;
import org.meridian.db.placement.Change.Plain;
import org.meridian.db.placement.Change.SetFillfactor;

/** The partitioned tables of one service as its migrations, read one after the other, define them. */
public final class Schema {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern CREATE_TABLE =
            Pattern.compile("CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(\\w+)\\s*(?=\\()", FLAGS);
    private static final Pattern PARTITION_BY =
            Pattern.compile("PARTITION\\s+BY\\s+LIST\\s*\\(\\s*country_code\\s*\\)", FLAGS);
    private static final Pattern CREATE_INDEX = Pattern.compile(
            "CREATE\\s+(UNIQUE\\s+)?INDEX\\s+(?:(CONCURRENTLY)\\s+)?(\\w+)\\s+ON\\s+(\\w+)\\s*(?:USING\\s+(\\w+)\\s*)?(?=\\()",
            FLAGS);
    private static final Pattern DROP_INDEX =
            Pattern.compile("DROP\\s+INDEX\\s+(?:IF\\s+EXISTS\\s+)?(\\w+)\\s*(?:CASCADE|RESTRICT)?", FLAGS);
    private static final Pattern ADD_KEY =
            Pattern.compile("ALTER\\s+TABLE\\s+(\\w+)\\s+ADD\\s+((?:CONSTRAINT|UNIQUE|FOREIGN|PRIMARY)\\b.*)", FLAGS);
    private static final Pattern SET_STORAGE = Pattern.compile("ALTER\\s+TABLE\\s+(\\w+)\\s+SET\\s*\\((.*)\\)", FLAGS);
    private static final Pattern FILLFACTOR =
            Pattern.compile("\\s*fillfactor\\s*=\\s*([1-9]\\d|100)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHERE = Pattern.compile("\\bWHERE\\b.*", FLAGS);
    private static final String REFERENCE_DATA = "reference data, no people";

    private final Map<String, Table> tables = new LinkedHashMap<>();

    /** Every partitioned table as it is after what has been read so far. */
    public List<Table> tables() {
        return List.copyOf(tables.values());
    }

    /** @throws SchemaException when a table cannot be placed as it is written */
    public List<Change> read(String migration) {
        List<Change> changes = new ArrayList<>();
        for (String statement : SqlText.statements(migration)) {
            Change change = change(statement);
            apply(change);
            changes.add(change);
        }
        return changes;
    }

    private void apply(Change change) {
        switch (change) {
            case CreateTable(Table table) -> tables.put(table.name(), table);
            case CreateIndex(Index index) -> tables.computeIfPresent(index.table(), (n, t) -> t.with(index));
            case DropIndex(Index index) -> tables.computeIfPresent(index.table(), (n, t) -> t.without(index));
            case AddKey(String table, Key key) -> tables.computeIfPresent(table, (n, t) -> t.with(key));
            case SetFillfactor(String table, int percent) ->
                tables.computeIfPresent(table, (n, t) -> t.filled(percent));
            case Plain plain -> {}
        }
    }

    private Change change(String statement) {
        String sql = SqlText.withoutComments(statement).strip();
        Matcher table = CREATE_TABLE.matcher(sql);
        if (table.lookingAt()) {
            return table(statement, sql, lower(table.group(1)), table.end());
        }
        Matcher index = CREATE_INDEX.matcher(sql);
        if (index.lookingAt() && tables.containsKey(lower(index.group(4)))) {
            return new CreateIndex(index(sql, index));
        }
        Matcher dropped = DROP_INDEX.matcher(sql);
        if (dropped.matches()) {
            Optional<Change> placed = index(lower(dropped.group(1))).map(DropIndex::new);
            if (placed.isPresent()) {
                return placed.get();
            }
        }
        Matcher key = ADD_KEY.matcher(sql);
        if (key.lookingAt() && tables.containsKey(lower(key.group(1)))) {
            Key parsed = KeyParser.parse(key.group(2).strip());
            if (parsed != null) {
                Table owner = tables.get(lower(key.group(1)));
                Rules.check(owner == null ? "" : owner.name(), parsed, tables);
                return new AddKey(lower(key.group(1)), parsed);
            }
        }
        Matcher storage = SET_STORAGE.matcher(sql);
        if (storage.matches() && tables.containsKey(lower(storage.group(1)))) {
            return fillfactor(lower(storage.group(1)), storage.group(2));
        }
        if (sql.toUpperCase(Locale.ROOT).matches("(?s)CREATE\\s+(UNIQUE\\s+)?INDEX.*CONCURRENTLY.*")) {
            throw new SchemaException("CREATE INDEX CONCURRENTLY does not work in a migration: " + sql);
        }
        return new Plain(sql);
    }

    private Change table(String statement, String sql, String name, int open) {
        int close = SqlText.closing(sql, open);
        String tail = sql.substring(close + 1).strip();
        if (tail.isEmpty()) {
            if (!statement.contains(REFERENCE_DATA)) {
                throw new SchemaException("table " + name + " is not PARTITION BY LIST (country_code); if no people are"
                        + " in it, say so: -- " + REFERENCE_DATA);
            }
            return new Plain(sql);
        }
        if (!PARTITION_BY.matcher(tail).matches()) {
            throw new SchemaException(
                    "table " + name + ": only PARTITION BY LIST (country_code) can be placed: " + tail);
        }
        List<String> columns = new ArrayList<>();
        List<Key> keys = new ArrayList<>();
        for (String element : SqlText.list(sql.substring(open + 1, close))) {
            @Nullable Key key = KeyParser.parse(element);
            if (key == null) {
                columns.add(element);
            } else {
                keys.add(key);
            }
        }
        Table table = new Table(name, List.copyOf(columns), List.copyOf(keys), List.of());
        Rules.check(table, tables);
        return new CreateTable(table);
    }

    private static Change fillfactor(String table, String parameters) {
        Matcher fillfactor = FILLFACTOR.matcher(parameters);
        if (!fillfactor.matches()) {
            throw new SchemaException(
                    "table " + table + ": only a fillfactor from 10 to 100 can be placed: " + parameters);
        }
        return new SetFillfactor(table, Integer.parseInt(fillfactor.group(1)));
    }

    /** Of a partitioned table; another is dropped as it is written. */
    private Optional<Index> index(String name) {
        return tables.values().stream()
                .flatMap(table -> table.indexes().stream())
                .filter(index -> index.name().equals(name))
                .findFirst();
    }

    private static Index index(String sql, Matcher head) {
        if (head.group(2) != null) {
            throw new SchemaException("CREATE INDEX CONCURRENTLY does not work in a migration: " + sql);
        }
        if (head.group(5) != null && !head.group(5).equalsIgnoreCase("btree")) {
            throw new SchemaException("index " + head.group(3) + ": only btree can be placed on every target");
        }
        int close = SqlText.closing(sql, head.end());
        String tail = sql.substring(close + 1).strip();
        Matcher where = WHERE.matcher(tail);
        boolean partial = where.find();
        Index index = new Index(
                lower(head.group(3)),
                lower(head.group(4)),
                head.group(1) != null,
                SqlText.list(sql.substring(head.end() + 1, close)),
                (partial ? tail.substring(0, where.start()) : tail).strip(),
                partial ? where.group().strip() : "");
        Rules.check(index);
        return index;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
