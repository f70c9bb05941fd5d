package org.meridian.db.placement;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a partitioned table must keep to, so that no row, key or lookup leaves its region. */
final class Rules {

    private static final String COUNTRY = "country_code";
    private static final Pattern INLINE_KEY =
            Pattern.compile("\\b(PRIMARY\\s+KEY|UNIQUE|REFERENCES)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern GENERATED =
            Pattern.compile("\\b(SERIAL|BIGSERIAL|NEXTVAL)\\b|AS\\s+IDENTITY", Pattern.CASE_INSENSITIVE);

    private Rules() {}

    static void check(Table table, Map<String, Table> known) {
        if (table.columns().stream().noneMatch(c -> firstWord(c).equals(COUNTRY))) {
            throw new SchemaException("table " + table.name() + " has no column country_code");
        }
        for (String column : table.columns()) {
            String text = column.replaceAll("'[^']*'", "''");
            if (!firstWord(column).matches("check|constraint")
                    && INLINE_KEY.matcher(text).find()) {
                throw new SchemaException("table " + table.name() + ": write the key of '" + firstWord(column)
                        + "' as a constraint of the table, with country_code in it");
            }
            if (GENERATED.matcher(text).find()) {
                throw new SchemaException("table " + table.name() + ": a sequence crosses regions, ids come from the"
                        + " application: " + column);
            }
        }
        if (table.keys().stream().filter(k -> k.kind() == Key.Kind.PRIMARY).count() != 1) {
            throw new SchemaException("table " + table.name() + " needs one PRIMARY KEY (id, country_code)");
        }
        table.keys().forEach(key -> check(table.name(), key, known));
    }

    static void check(String table, Key key, Map<String, Table> known) {
        String what = "table " + table + ": " + key.kind().name().toLowerCase(Locale.ROOT) + " key " + key.columns();
        if (!key.columns().contains(COUNTRY)) {
            throw new SchemaException(what + " lacks country_code");
        }
        if (key.kind() == Key.Kind.PRIMARY && key.columns().getFirst().equals(COUNTRY)) {
            throw new SchemaException(
                    what + " leads with country_code, which makes one hot tablet per country;" + " lead with the id");
        }
        if (key.kind() == Key.Kind.FOREIGN) {
            boolean self = table.equals(key.references());
            if (!self && !known.containsKey(key.references())) {
                throw new SchemaException(
                        what + " references " + key.references() + ", which is no partitioned table of this schema");
            }
            List<String> referenced = key.referenced();
            int at = key.columns().indexOf(COUNTRY);
            if (referenced.size() != key.columns().size() || !referenced.get(at).equals(COUNTRY)) {
                throw new SchemaException(what + " must reference country_code with country_code");
            }
        }
    }

    static void check(Index index) {
        if (index.columns().stream().noneMatch(c -> firstWord(c).equals(COUNTRY))) {
            throw new SchemaException("index " + index.name() + " lacks country_code");
        }
    }

    private static String firstWord(String definition) {
        return definition.strip().split("[\\s(]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
