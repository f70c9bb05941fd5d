package org.meridian.db.placement;

/** One statement of a migration. */
public sealed interface Change {

    /** A partitioned table. */
    record CreateTable(Table table) implements Change {}

    /** An index on a partitioned table. */
    record CreateIndex(Index index) implements Change {}

    /** An index of a partitioned table that goes. */
    record DropIndex(Index index) implements Change {}

    /** A constraint added to a partitioned table. */
    record AddKey(String table, Key key) implements Change {}

    /** How full each page of a partitioned table becomes before its rows are changed. */
    record SetFillfactor(String table, int percent) implements Change {}

    /** Anything else; it runs as it is, everywhere. */
    record Plain(String sql) implements Change {}
}
