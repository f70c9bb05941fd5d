package org.meridian.bench.placement.catalogue;

import java.util.Set;

/**
 * Something of a catalogue that can hold rows, or parts of rows.
 *
 * @param kind as PostgreSQL's catalogue has it
 * @param permanent neither temporary nor unlogged
 * @param tablespace empty for the database's own
 * @param server of a foreign table; else empty
 * @param remote what a foreign table stands for, {@code schema.table}; else empty
 * @param parent the table that it is a partition of; else empty
 * @param countries for which it is a partition
 * @param of the table that an index or a TOAST table belongs to; else empty
 * @param definition of an index; else empty
 */
record Relation(
        String schema,
        String name,
        Kind kind,
        boolean permanent,
        String tablespace,
        String server,
        String remote,
        String parent,
        Set<String> countries,
        String of,
        String definition) {

    /** What a relation is. */
    enum Kind {
        TABLE,
        PARTITIONED_TABLE,
        FOREIGN_TABLE,
        INDEX,
        PARTITIONED_INDEX,
        TOAST,
        SEQUENCE,
        VIEW,
        MATERIALIZED_VIEW,
        OTHER;

        static Kind of(String relkind) {
            return switch (relkind) {
                case "r" -> TABLE;
                case "p" -> PARTITIONED_TABLE;
                case "f" -> FOREIGN_TABLE;
                case "i" -> INDEX;
                case "I" -> PARTITIONED_INDEX;
                case "t" -> TOAST;
                case "S" -> SEQUENCE;
                case "v" -> VIEW;
                case "m" -> MATERIALIZED_VIEW;
                default -> OTHER;
            };
        }
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
