package org.meridian.db.placement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint that a table's every partition gets for itself.
 *
 * @param kind what it is
 * @param name as it was given, null where a name is to be made
 * @param columns of this table
 * @param references the table that a foreign key names
 * @param referenced that table's columns
 * @param tail what follows, for example {@code ON DELETE CASCADE}
 */
public record Key(
        Kind kind,
        @Nullable String name,
        List<String> columns,
        @Nullable String references,
        List<String> referenced,
        String tail) {

    /** Of constraints, those that cannot stand on the parent. */
    public enum Kind {
        PRIMARY,
        UNIQUE,
        FOREIGN
    }
}
