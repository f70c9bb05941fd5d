package org.meridian.db.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meridian.db.placement.Foundation;
import org.meridian.db.placement.Renderer;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;

/** What one table's partitions need to be what the topology says, in the order in which it is done. */
final class TableUpdate {

    /** Of a partition whose list changes, while it changes: its rows are looked through before anybody has to wait for it. */
    static final String PROOF = "placement_update";

    private static final String CHECK_VIOLATION = "23514";

    /** What is known of a partition's rows. */
    enum Rows {
        /** They lie on another node, or nothing can be shown beforehand. */
        UNSEEN,
        /** They fit what the partition becomes, which is proven beforehand. */
        STAY,
        /** Whoever needs them makes them again: those that don't fit are deleted. */
        MADE_ANEW
    }

    private final String schema;
    private final String table;
    private final List<String> asserted = new ArrayList<>();
    private final List<String> proven = new ArrayList<>();
    private final List<String> detached = new ArrayList<>();
    private final List<String> attached = new ArrayList<>();
    private final List<String> cleaned = new ArrayList<>();

    TableUpdate(String schema, String table) {
        this.schema = schema;
        this.table = table;
    }

    void comes(Partition partition, List<String> created) {
        attached.addAll(created);
        attached.add(Foundation.sameRights(schema, table, partition.of(table)));
    }

    /** A partition gets another list of countries. */
    void changes(Partition partition, Rows rows) {
        String name = partition.of(table);
        detach(name, codes(partition), rows);
        attached.add(alter(table, "ATTACH PARTITION " + name + " " + Renderer.bound(partition)));
    }

    void goes(String name, Rows rows) {
        detach(name, Set.of(), rows);
    }

    private void detach(String name, Set<String> staying, Rows rows) {
        detached.add(alter(table, "DETACH PARTITION " + name));
        switch (rows) {
            case UNSEEN -> {}
            case STAY -> prove(name, staying);
            case MADE_ANEW -> detached.add("DELETE FROM " + name + " WHERE NOT (" + among(staying) + ")");
        }
    }

    /** Is right as it is, but a run that was interrupted left its constraint. */
    void clean(String name) {
        cleaned.add(dropProof(name));
    }

    private void prove(String name, Set<String> staying) {
        asserted.add(dropProof(name));
        asserted.add(alter(name, "ADD CONSTRAINT " + PROOF + " CHECK (" + among(staying) + ") NOT VALID"));
        proven.add(alter(name, "VALIDATE CONSTRAINT " + PROOF));
        clean(name);
    }

    boolean isNone() {
        return statements().isEmpty();
    }

    List<String> statements() {
        return Stream.of(asserted, proven, detached, attached, cleaned)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Three transactions, of which the last one alone locks the whole table, for as long as its catalogue is changed: rows are
     * read by the one before it, while others write.
     *
     * @throws PlacementException when rows came meanwhile that would have to move
     */
    void run(ShortLocks locks) throws SQLException {
        try {
            runAll(locks, asserted);
            runAll(locks, proven);
            runAll(
                    locks,
                    Stream.of(detached, attached, cleaned).flatMap(List::stream).toList());
        } catch (SQLException e) {
            withdraw(locks, e);
            if (CHECK_VIOLATION.equals(e.getSQLState())) {
                throw new PlacementException("rows of table " + schema + "." + table
                        + " came that would have to leave their partition. Rows are not moved between regions by a change of"
                        + " the topology.");
            }
            throw e;
        }
    }

    private static void runAll(ShortLocks locks, List<String> statements) throws SQLException {
        if (!statements.isEmpty()) {
            locks.run(statements);
        }
    }

    /** What is asserted and not carried through would go on refusing rows. */
    private void withdraw(ShortLocks locks, SQLException failure) {
        try {
            runAll(locks, cleaned);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static Set<String> codes(Partition partition) {
        return PlacementUpdate.codes(partition.countries().stream().map(Country::code));
    }

    private static String among(Set<String> countries) {
        return countries.isEmpty()
                ? "false"
                : countries.stream().collect(Collectors.joining("', '", "country_code IN ('", "')"));
    }

    private static String dropProof(String name) {
        return alter(name, "DROP CONSTRAINT IF EXISTS " + PROOF);
    }

    private static String alter(String name, String what) {
        return "ALTER TABLE " + name + " " + what;
    }
}
