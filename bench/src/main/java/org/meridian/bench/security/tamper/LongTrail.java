package org.meridian.bench.security.tamper;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.Checkpoint;
import org.meridian.platform.audit.Entry;
import org.meridian.platform.audit.EntryId;
import org.meridian.platform.audit.Receipt;
import org.meridian.platform.token.AuditKeys;

/**
 * A chain as months of work would leave it, in a country that has none: entries, links, checkpoints signed with the
 * installation's keys, the other regions' witnesses and receipts. It is removed again.
 */
final class LongTrail {

    /** So many links lie between two checkpoints when there is much to do; see the audit trail's own code. */
    private static final int SPACING = 64;

    /** Between two entries. */
    private static final long MICROS = 700;

    private final Stack stack;
    private final Chain chain;
    private final int length;
    private final Random random;
    private final Instant begin;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Chain.Link> links = new ArrayList<>();

    LongTrail(Stack stack, Chain chain, int length, long seed, Instant end) {
        this.stack = stack;
        this.chain = chain;
        this.length = length;
        this.random = new Random(seed);
        this.begin = end.minusMillis(length * MICROS / 1000 + 1000);
    }

    void write() {
        tell();
        Sql own = sql(home());
        own.copy(
                table("audit_event", chain.country()),
                "id, country_code, at, actor, roles, action, object, detail",
                out -> {
                    for (Entry e : entries) {
                        line(
                                out,
                                e.id().id(),
                                code(),
                                e.at(),
                                e.actor(),
                                e.roles(),
                                e.action(),
                                e.object(),
                                e.detail());
                    }
                });
        own.copy(table("audit_link", chain.country()), "seq, country_code, event_id, sealed_at, digest, hash", out -> {
            for (Chain.Link link : links) {
                UUID event = entries.get((int) link.seq() - 1).id().id();
                line(
                        out,
                        link.seq(),
                        code(),
                        event,
                        link.sealedAt(),
                        hex(link.digest().bytes()),
                        hex(link.hash().bytes()));
            }
        });
        List<Checkpoint> checkpoints = checkpoints();
        own.copy(table("audit_checkpoint", chain.country()), "seq, country_code, hash, at, kid, signature", out -> {
            for (Checkpoint c : checkpoints) {
                line(out, c.seq(), code(), hex(c.hash().bytes()), c.at(), c.kid(), hex(c.signature()));
            }
        });
        for (Region witness : stack.topology().regions()) {
            if (!witness.name().equals(home())) {
                witnessed(own, witness, checkpoints);
            }
        }
        own.run("ANALYZE " + table("audit_event", chain.country()), "ANALYZE " + table("audit_link", chain.country()));
    }

    private void witnessed(Sql own, Region witness, List<Checkpoint> checkpoints) {
        Country seat = witness.countries().getFirst();
        sql(witness.name())
                .copy(
                        table("audit_witness", seat),
                        "chain, seq, country_code, hash, at, kid, signature, received_at",
                        out -> {
                            for (Checkpoint c : checkpoints) {
                                String hash = hex(c.hash().bytes());
                                line(out, code(), c.seq(), seat, hash, c.at(), c.kid(), hex(c.signature()), c.at());
                            }
                        });
        AuditKeys keys = new AuditKeys(stack.keys(), witness.name());
        own.copy(
                table("audit_receipt", chain.country()),
                "seq, region, country_code, accepted, at, kid, signature",
                out -> {
                    for (Checkpoint c : checkpoints) {
                        AuditKeys.Signed signed = keys.sign(Receipt.message(chain, c, witness.name(), true, c.at()));
                        line(out, c.seq(), witness.name(), code(), "t", c.at(), signed.kid(), hex(signed.signature()));
                    }
                });
    }

    /** Log-ins of staff: the most common entry, and no shorter than others. */
    private void tell() {
        for (int i = 0; i < length; i++) {
            Instant at = begin.plusNanos(i * MICROS * 1000);
            UUID id = new UUID(at.toEpochMilli() << 16 | (i & 0xFFFF), random.nextLong());
            String staff = new EntryId(new UUID(random.nextLong(), random.nextLong()), code()).toString();
            Entry entry = new Entry(
                    new EntryId(id, code()), at, staff, "RESIDENT,SAMPLER", "staff.logged-in", staff, "", null);
            entries.add(entry);
            links.add(Chain.Link.after(
                    i == 0 ? chain.start() : links.getLast().hash(), i + 1L, at.plusMillis(500), entry.digest()));
        }
    }

    private List<Checkpoint> checkpoints() {
        AuditKeys keys = new AuditKeys(stack.keys(), home());
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Chain.Link link : links) {
            if (link.seq() % SPACING == 0 || link.seq() == length) {
                Instant at = link.sealedAt().plusMillis(1);
                AuditKeys.Signed signed = keys.sign(Checkpoint.message(chain, link.seq(), link.hash(), at));
                checkpoints.add(new Checkpoint(link.seq(), link.hash(), at, signed.kid(), signed.signature()));
            }
        }
        return checkpoints;
    }

    /** One entry somewhere says a little more than it did. */
    void edit() {
        UUID id = entries.get(random.nextInt(length)).id().id();
        sql(home())
                .run("UPDATE " + table("audit_event", chain.country()) + " SET detail = detail || '.' WHERE id = '" + id
                        + "'");
    }

    void remove() {
        for (String table : List.of("audit_event", "audit_link", "audit_checkpoint", "audit_receipt")) {
            sql(home()).run("DELETE FROM " + table(table, chain.country()) + " WHERE country_code = '" + code() + "'");
        }
        for (Region witness : stack.topology().regions()) {
            sql(witness.name())
                    .run("DELETE FROM "
                            + table("audit_witness", witness.countries().getFirst()) + " WHERE chain = '" + code()
                            + "'");
        }
    }

    private String home() {
        return stack.topology().regionOf(chain.country()).name();
    }

    private Sql sql(String region) {
        return new Sql(stack.database(region));
    }

    private String table(String name, Country country) {
        return chain.service() + "." + stack.topology().partitionOf(country).of(name);
    }

    private String code() {
        return chain.country().code();
    }

    private static String hex(byte[] bytes) {
        return "\\\\x" + HexFormat.of().formatHex(bytes);
    }

    private static void line(Writer out, Object... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            out.write(i == 0 ? "" : "\t");
            out.write(fields[i].toString());
        }
        out.write('\n');
    }
}
