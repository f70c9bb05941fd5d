package org.meridian.db.test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.StatementListener.Executed;

/** Asks the planner which partitions statements touch, with the values they ran with. */
final class PlanCheck {

    private static final Pattern EXPLAINABLE = Pattern.compile(
            "\\s*(--[^\\n]*\\n\\s*|/\\*.*?\\*/\\s*)*(select|insert|update|delete|with)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern RELATIONS = Pattern.compile("\"(?:Relation Name|Relations)\": \"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final String schema;
    private final DataSource owner;

    PlanCheck(String schema, DataSource owner) {
        this.schema = schema;
        this.owner = owner;
    }

    /** A line for each statement that touches partitions of more than one place. */
    List<String> spread(List<Executed> statements) throws SQLException {
        List<String> spread = new ArrayList<>();
        try (Connection connection = owner.getConnection()) {
            try (Statement setting = connection.createStatement()) {
                setting.execute("SET search_path TO " + schema);
                setting.execute("SET plan_cache_mode TO force_custom_plan");
            }
            Map<String, String> suffixes = suffixes(connection);
            for (Executed statement : statements) {
                if (statement.crossRegion()
                        || !EXPLAINABLE.matcher(statement.sql()).matches()) {
                    continue;
                }
                for (List<@Nullable Object> parameters : statement.parameters()) {
                    Set<String> touched = touched(connection, statement.sql(), parameters, suffixes);
                    if (touched.size() > 1) {
                        spread.add(touched + ": " + statement.sql());
                        break;
                    }
                }
            }
        }
        return spread;
    }

    private static Set<String> touched(
            Connection connection, String sql, List<@Nullable Object> parameters, Map<String, String> suffixes)
            throws SQLException {
        Set<String> touched = new TreeSet<>();
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN (FORMAT JSON) " + sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                Object value = parameters.get(i);
                if (value == null) {
                    explain.setNull(i + 1, Types.NULL);
                } else {
                    explain.setObject(i + 1, value);
                }
            }
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                RELATIONS
                        .matcher(plan.getString(1))
                        .results()
                        .forEach(relations -> WORD.matcher(relations.group(1))
                                .results()
                                .map(word -> suffixes.get(word.group()))
                                .filter(java.util.Objects::nonNull)
                                .forEach(touched::add));
            }
        }
        return touched;
    }

    /** By partition, what follows its table's name. */
    private Map<String, String> suffixes(Connection connection) throws SQLException {
        Map<String, String> suffixes = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT c.relname, p.relname FROM pg_inherits i"
                + " JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent"
                + " JOIN pg_namespace n ON n.oid = p.relnamespace WHERE n.nspname = ? AND p.relkind = 'p'")) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    suffixes.put(
                            rows.getString(1),
                            rows.getString(1).substring(rows.getString(2).length()));
                }
            }
        }
        return suffixes;
    }
}
