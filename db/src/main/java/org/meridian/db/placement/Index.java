package org.meridian.db.placement;

import java.util.List;

/**
 * An index that a table's every partition gets for itself.
 *
 * @param columns columns or expressions, perhaps with their direction
 * @param include what stands between the columns and WHERE
 * @param where the predicate with its WHERE, or empty
 */
public record Index(String name, String table, boolean unique, List<String> columns, String include, String where) {}
