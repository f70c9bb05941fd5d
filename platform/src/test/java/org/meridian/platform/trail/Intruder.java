package org.meridian.platform.trail;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.Checkpoint;
import org.meridian.platform.audit.Entry;
import org.meridian.platform.audit.EntryId;
import org.meridian.platform.audit.Hash;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.AuditKeys;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody who owns a region's database and knows its code and its key, and can put everything back. */
final class Intruder {

    private static final List<String> OF_THE_CHAIN =
            List.of("audit_event", "audit_link", "audit_checkpoint", "audit_receipt");

    private final Trails trails;
    private final Chain chain;
    private final String home;

    Intruder(Trails trails, String service, Country country) {
        this.trails = trails;
        this.chain = new Chain("local", service, country);
        this.home = TestCluster.shared().topology().regionOf(country).name();
        for (String table : OF_THE_CHAIN) {
            keep(home, own(table), "country_code");
        }
        Trails.REGIONS.stream()
                .filter(region -> !region.equals(home))
                .forEach(region -> keep(region, witness(region), "chain"));
    }

    private void keep(String region, String table, String column) {
        trails.owner(region)
                .sql("CREATE TABLE " + kept(table) + " AS SELECT * FROM " + table + " WHERE " + column + " = :country")
                .param("country", chain.country().code())
                .update();
    }

    /** Undoes everything. */
    void restore() {
        for (String table : OF_THE_CHAIN) {
            restore(home, own(table), "country_code");
        }
        Trails.REGIONS.stream()
                .filter(region -> !region.equals(home))
                .forEach(region -> restore(region, witness(region), "chain"));
    }

    private void restore(String region, String table, String column) {
        JdbcClient owner = trails.owner(region);
        owner.sql("DELETE FROM " + table + " WHERE " + column + " = :country")
                .param("country", chain.country().code())
                .update();
        owner.sql("INSERT INTO " + table + " SELECT * FROM " + kept(table)).update();
    }

    /** Each intruder's own copies: several tests share one cluster. */
    String kept(String table) {
        return table + "_kept_" + chain.country().code().toLowerCase(Locale.ROOT);
    }

    String own(String table) {
        return trails.table(table, chain.country());
    }

    String witness(String region) {
        Country seat =
                TestCluster.shared().topology().region(region).countries().getFirst();
        return trails.table("audit_witness", seat);
    }

    /** A statement on the chain's own node. */
    int run(String sql) {
        return runIn(home, sql);
    }

    int runIn(String region, String sql) {
        return trails.owner(region).sql(sql).update();
    }

    /** What of a table is the chain's, as a condition. */
    String here() {
        return " country_code = '" + chain.country().code() + "' ";
    }

    /** An entry and when it was sealed. */
    record Told(Entry entry, Instant sealedAt) {

        Told saying(String detail) {
            Entry e = entry;
            return new Told(
                    new Entry(e.id(), e.at(), e.actor(), e.roles(), e.action(), e.object(), detail, e.traceId()),
                    sealedAt);
        }

        Told at(Instant at) {
            Entry e = entry;
            return new Told(
                    new Entry(e.id(), at, e.actor(), e.roles(), e.action(), e.object(), e.detail(), e.traceId()),
                    sealedAt);
        }
    }

    Told invented(Instant at, Instant sealedAt) {
        Entry entry = new Entry(
                new EntryId(UUID.randomUUID(), chain.country().code()), at, "nobody", "", "thing.done", "o", "", null);
        return new Told(entry, sealedAt);
    }

    /** The whole story, in its order. */
    List<Told> story() {
        return new ArrayList<>(trails.owner(home)
                .sql("SELECT e.*, l.sealed_at FROM " + own("audit_link") + " l JOIN " + own("audit_event")
                        + " e ON e.id = l.event_id WHERE l.country_code = :country ORDER BY l.seq")
                .param("country", chain.country().code())
                .query((row, n) -> new Told(
                        new Entry(
                                new EntryId(row.getObject("id", UUID.class), row.getString("country_code")),
                                row.getTimestamp("at").toInstant(),
                                row.getString("actor"),
                                row.getString("roles"),
                                row.getString("action"),
                                row.getString("object"),
                                row.getString("detail"),
                                row.getString("trace_id")),
                        row.getTimestamp("sealed_at").toInstant()))
                .list());
    }

    /** Tells another story, with hashes that follow from each other. */
    void retell(List<Told> story) {
        run("DELETE FROM " + own("audit_link") + " WHERE" + here());
        run("DELETE FROM " + own("audit_event") + " WHERE" + here());
        Hash previous = chain.start();
        List<Object[]> events = new ArrayList<>();
        List<Object[]> links = new ArrayList<>();
        for (Told told : story) {
            long seq = links.size() + 1L;
            Entry e = told.entry();
            Chain.Link link = Chain.Link.after(previous, seq, told.sealedAt(), e.digest());
            previous = link.hash();
            events.add(new Object[] {
                e.id().id(),
                e.id().countryCode(),
                Timestamp.from(e.at()),
                e.actor(),
                e.roles(),
                e.action(),
                e.object(),
                e.detail(),
                e.traceId()
            });
            links.add(new Object[] {
                seq,
                e.id().countryCode(),
                e.id().id(),
                Timestamp.from(told.sealedAt()),
                link.digest().bytes(),
                link.hash().bytes()
            });
        }
        JdbcTemplate owner = new JdbcTemplate(trails.pool(home));
        owner.batchUpdate("INSERT INTO " + own("audit_event") + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", events);
        owner.batchUpdate("INSERT INTO " + own("audit_link") + " VALUES (?, ?, ?, ?, ?, ?)", links);
    }

    /** Signs all own checkpoints anew, as the chain is now, with the key of a region; one for each that was there. */
    void sign(String withKeyOf) {
        AuditKeys keys = new AuditKeys(TestTokens.keys(), withKeyOf);
        List<Long> numbers = trails.owner(home)
                .sql("SELECT c.seq FROM " + own("audit_checkpoint") + " c WHERE" + here() + "ORDER BY seq")
                .query(Long.class)
                .list();
        for (Long seq : numbers) {
            trails.owner(home)
                    .sql("SELECT l.hash, l.sealed_at FROM " + own("audit_link") + " l WHERE" + here() + "AND seq = ?")
                    .param(seq)
                    .query((row, n) -> {
                        Hash hash = Hash.of(row.getBytes(1));
                        Instant at =
                                row.getTimestamp(2).toInstant().plusMillis(5).truncatedTo(ChronoUnit.MICROS);
                        sign(keys, seq, hash, at);
                        return seq;
                    })
                    .list();
        }
    }

    private void sign(AuditKeys keys, long seq, Hash hash, Instant at) {
        AuditKeys.Signed signed = keys.sign(Checkpoint.message(chain, seq, hash, at));
        trails.owner(home)
                .sql("UPDATE " + own("audit_checkpoint") + " SET hash = ?, at = ?, kid = ?, signature = ? WHERE"
                        + here() + "AND seq = ?")
                .params(hash.bytes(), Timestamp.from(at), signed.kid(), signed.signature(), seq)
                .update();
    }

    /** Gives a region the witnesses that fit the chain's own checkpoints. */
    void persuade(String region) {
        runIn(
                region,
                "DELETE FROM " + witness(region) + " WHERE chain = '"
                        + chain.country().code() + "'");
        String seat = TestCluster.shared()
                .topology()
                .region(region)
                .countries()
                .getFirst()
                .code();
        List<Checkpoint> own = trails.owner(home)
                .sql("SELECT * FROM " + own("audit_checkpoint") + " WHERE" + here())
                .query((row, n) -> new Checkpoint(
                        row.getLong("seq"),
                        Hash.of(row.getBytes("hash")),
                        row.getTimestamp("at").toInstant(),
                        row.getString("kid"),
                        row.getBytes("signature")))
                .list();
        for (Checkpoint c : own) {
            trails.owner(region)
                    .sql("INSERT INTO " + witness(region) + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            chain.country().code(),
                            c.seq(),
                            seat,
                            c.hash().bytes(),
                            Timestamp.from(c.at()),
                            c.kid(),
                            c.signature(),
                            Timestamp.from(c.at()))
                    .update();
        }
    }

    static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
