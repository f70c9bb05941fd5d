package org.meridian.bench.security.tamper;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.Entry;
import org.meridian.platform.audit.EntryId;
import org.meridian.platform.audit.Hash;

/** A chain's tables in its own region, kept aside so that each deed can be undone. */
final class Trail {

    private static final List<String> TABLES =
            List.of("audit_event", "audit_link", "audit_checkpoint", "audit_receipt");

    private final Sql sql;
    private final Stack stack;
    private final Chain chain;

    Trail(Stack stack, Chain chain) {
        this.stack = stack;
        this.chain = chain;
        this.sql = new Sql(
                stack.database(stack.topology().regionOf(chain.country()).name()));
    }

    String table(String name) {
        Country country = chain.country();
        return chain.service() + "." + stack.topology().partitionOf(country).of(name);
    }

    private String here() {
        return " country_code = '" + chain.country().code() + "'";
    }

    long length() {
        return sql.number("SELECT count(*) FROM " + table("audit_link") + " WHERE" + here());
    }

    void keep() {
        sql.run("CREATE SCHEMA IF NOT EXISTS bench_kept");
        for (String table : TABLES) {
            sql.run(
                    "DROP TABLE IF EXISTS bench_kept." + table,
                    "CREATE TABLE bench_kept." + table + " AS SELECT * FROM " + table(table) + " WHERE" + here());
        }
    }

    void restore() {
        for (String table : TABLES) {
            sql.run(
                    "DELETE FROM " + table(table) + " WHERE" + here(),
                    "INSERT INTO " + table(table) + " SELECT * FROM bench_kept." + table);
        }
    }

    void forgetTheCopy() {
        sql.run("DROP SCHEMA bench_kept CASCADE");
    }

    /** One deed at the entry with this number. */
    void edit(long seq) {
        sql.run("UPDATE " + table("audit_event") + " SET detail = detail || '.' WHERE id = " + event(seq));
    }

    void delete(long seq) {
        sql.run("DELETE FROM " + table("audit_event") + " WHERE id = " + event(seq));
    }

    void backDate(long seq) {
        sql.run("UPDATE " + table("audit_event") + " SET at = at - interval '1 day' WHERE id = " + event(seq));
    }

    /** Two entries change places. */
    void swap(long one, long other) {
        String link = "UPDATE " + table("audit_link") + " SET event_id = ";
        sql.run(
                link + "gen_random_uuid() WHERE" + here() + " AND seq = " + one,
                link + event(one) + " WHERE" + here() + " AND seq = " + other,
                link + event(other) + " WHERE" + here() + " AND seq = " + one);
    }

    /** From here on nothing was ever there, nor signed. */
    void truncate(long seq) {
        sql.run(
                "DELETE FROM " + table("audit_event")
                        + " e USING bench_kept.audit_link l WHERE l.event_id = e.id AND e." + here().strip()
                        + " AND l.seq >= " + seq,
                "DELETE FROM " + table("audit_link") + " WHERE" + here() + " AND seq >= " + seq,
                "DELETE FROM " + table("audit_checkpoint") + " WHERE" + here() + " AND seq >= " + seq,
                "DELETE FROM " + table("audit_receipt") + " WHERE" + here() + " AND seq >= " + seq);
    }

    /** Every entry tells something else, and every hash follows from it. */
    void rewrite() {
        sql.run("UPDATE " + table("audit_event") + " SET detail = 'nothing of the kind' WHERE" + here());
        List<String> changes = new ArrayList<>();
        Hash[] previous = {chain.start()};
        sql.list(
                "SELECT e.*, l.seq, l.sealed_at FROM " + table("audit_link") + " l JOIN " + table("audit_event")
                        + " e ON e.id = l.event_id AND e.country_code = l.country_code WHERE l." + here().strip()
                        + " ORDER BY l.seq",
                row -> {
                    Entry entry = new Entry(
                            new EntryId(row.getObject("id", UUID.class), row.getString("country_code")),
                            row.getTimestamp("at").toInstant(),
                            row.getString("actor"),
                            row.getString("roles"),
                            row.getString("action"),
                            row.getString("object"),
                            row.getString("detail"),
                            row.getString("trace_id"));
                    Chain.Link link = Chain.Link.after(
                            previous[0],
                            row.getLong("seq"),
                            row.getTimestamp("sealed_at").toInstant(),
                            entry.digest());
                    previous[0] = link.hash();
                    changes.add("UPDATE " + table("audit_link") + " SET digest = " + hex(link.digest()) + ", hash = "
                            + hex(link.hash()) + " WHERE" + here() + " AND seq = " + link.seq());
                    return link;
                });
        sql.run(changes.toArray(String[]::new));
    }

    private static String hex(Hash hash) {
        return "'\\x" + HexFormat.of().formatHex(hash.bytes()) + "'";
    }

    private static String event(long seq) {
        return "(SELECT event_id FROM bench_kept.audit_link WHERE seq = " + seq + ")";
    }
}
