package org.meridian.platform.audit.verify;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.Checkpoint;
import org.meridian.platform.audit.Entry;
import org.meridian.platform.audit.Hash;
import org.meridian.platform.audit.Receipt;
import org.meridian.platform.audit.cut.Cut;
import org.meridian.platform.audit.verify.ChainReader.Sealed;
import org.meridian.platform.audit.verify.ChainReader.Testimony;
import org.meridian.platform.audit.verify.Finding.Kind;
import org.meridian.platform.audit.verify.Marks.Mark;
import org.meridian.platform.token.AuditKeys;

/** Walks along one chain, with everything that was signed and witnessed about it beside. */
final class ChainCheck {

    private static final int LISTED = 100;
    private static final Set<String> ALARMS =
            Set.of("checkpoint.refused", "checkpoint.forged", "checkpoint.contradicted", "audit.entry-lost");

    private final Chain chain;
    private final String region;
    private final AuditKeys keys;
    private final Tolerance tolerance;
    private final ChainReader rows;
    private final Marks marks;
    private final List<Finding> findings = new ArrayList<>();
    private long unlisted;
    private long entries;
    private long checkpoints;
    private long witnessed;
    private boolean ended;
    private @Nullable Sealed last;
    private @Nullable Checkpoint lastCheckpoint;
    private final Map<String, Checkpoint> cuts = new HashMap<>();

    ChainCheck(Chain chain, String region, AuditKeys keys, Tolerance tolerance, ChainReader rows) {
        this.chain = chain;
        this.region = region;
        this.keys = keys;
        this.tolerance = tolerance;
        this.rows = rows;
        this.marks = new Marks(rows);
    }

    Report.ChainLine run() throws SQLException {
        Sealed sealed;
        while ((sealed = rows.links().take()) != null) {
            long before = sealed.link().seq() - 1;
            signed(before);
            if (last == null) {
                first(sealed);
            } else {
                next(last, sealed);
            }
            entry(sealed);
            last = sealed;
            entries++;
        }
        ended = true;
        signed(Long.MAX_VALUE);
        cuts.forEach((object, checkpoint) -> found(
                Kind.DELETED, checkpoint.seq(), "the chain begins after it, and no entry tells that it was cut there"));
        if (unlisted > 0) {
            findings.add(new Finding(
                    Kind.ALARM, chain.service(), chain.country().code(), 0, unlisted + " more findings like these"));
        }
        return new Report.ChainLine(
                chain.service(), chain.country().code(), region, entries, checkpoints, witnessed, findings.size());
    }

    List<Finding> findings() {
        return findings;
    }

    /** A chain begins at 1, or at a checkpoint that it tells it was cut at. */
    private void first(Sealed sealed) {
        Chain.Link link = sealed.link();
        Hash previous = chain.start();
        if (link.seq() != 1) {
            Checkpoint cut = lastCheckpoint;
            if (cut == null || cut.seq() != link.seq() - 1) {
                found(Kind.DELETED, link.seq(), "the chain begins here, not at 1 and at no checkpoint");
                return;
            }
            previous = cut.hash();
            cuts.put(chain.country().code() + "/" + cut.seq(), cut);
        }
        follows(previous, link);
    }

    private void next(Sealed before, Sealed sealed) {
        Chain.Link link = sealed.link();
        long missing = link.seq() - before.link().seq() - 1;
        if (missing > 0) {
            found(Kind.DELETED, link.seq() - 1, missing + " links before " + link.seq() + " are gone");
            return;
        }
        follows(before.link().hash(), link);
        if (link.sealedAt().isBefore(before.link().sealedAt())) {
            found(Kind.BACK_DATED, link.seq(), "sealed before the one before");
        }
        Checkpoint signed = lastCheckpoint;
        if (signed != null && link.sealedAt().isBefore(signed.at().minus(tolerance.clocks()))) {
            found(
                    Kind.BACK_DATED,
                    link.seq(),
                    "sealed at " + link.sealedAt() + ", after the checkpoint of " + signed.at());
        }
    }

    private void follows(Hash previous, Chain.Link link) {
        try {
            if (!Chain.Link.hash(previous, link.seq(), link.sealedAt(), link.digest())
                    .equals(link.hash())) {
                found(Kind.BROKEN, link.seq(), "its hash does not follow from the link before");
            }
        } catch (ArithmeticException e) {
            found(Kind.BROKEN, link.seq(), "a time that nobody has");
        }
    }

    private void entry(Sealed sealed) {
        long seq = sealed.link().seq();
        Entry entry = sealed.entry();
        if (entry == null) {
            found(Kind.DELETED, seq, "the entry is gone");
            return;
        }
        try {
            if (!entry.digest().equals(sealed.link().digest())) {
                found(Kind.EDITED, seq, "the entry " + entry.id() + " is not what was sealed");
            }
        } catch (ArithmeticException e) {
            found(Kind.EDITED, seq, "a time that nobody has");
        }
        Instant sealedAt = sealed.link().sealedAt();
        if (entry.at().isBefore(sealedAt.minus(tolerance.sealing()))
                || entry.at().isAfter(sealedAt.plus(tolerance.clocks()))) {
            found(Kind.BACK_DATED, seq, "says " + entry.at() + ", was sealed at " + sealedAt);
        }
        if (ALARMS.contains(entry.action())) {
            found(Kind.ALARM, seq, entry.action() + " " + entry.object() + ": " + entry.detail());
        }
        if (entry.action().equals(Cut.ACTION)) {
            cut(entry);
        }
    }

    private void cut(Entry entry) {
        Checkpoint cut = cuts.remove(entry.object());
        if (cut != null && cut.at().isAfter(entry.at().minus(tolerance.retention()))) {
            found(Kind.DELETED, cut.seq(), "cut at " + entry.at() + ", before its time");
        }
    }

    /** Compares what was signed and witnessed up to a number with the link that has it. */
    private void signed(long upTo) throws SQLException {
        Mark mark;
        while ((mark = marks.take(upTo)) != null) {
            Checkpoint own = mark.own();
            if (own != null) {
                own(own);
            } else {
                found(Kind.CHECKPOINT_REMOVED, mark.seq(), "other regions know it, its own does not");
            }
            boolean vouched = false;
            for (Map.Entry<String, Testimony> one : mark.testimonies().entrySet()) {
                vouched |= testimony(one.getKey(), one.getValue(), own);
            }
            for (Receipt receipt : mark.receipts().values()) {
                receipt(receipt, own);
                if (receipt.accepted()
                        && rows.witnesses().containsKey(receipt.region())
                        && !mark.testimonies().containsKey(receipt.region())) {
                    found(
                            Kind.WITNESS_REMOVED,
                            mark.seq(),
                            receipt.region() + " has confirmed it and no longer has it");
                }
            }
            if (vouched) {
                witnessed = mark.seq();
            }
        }
    }

    private void own(Checkpoint own) {
        checkpoints++;
        if (!genuine(own)) {
            found(Kind.FORGED, own.seq(), "the checkpoint is not signed by " + region);
        }
        Checkpoint before = lastCheckpoint;
        if (before != null && own.at().isBefore(before.at().minus(tolerance.clocks()))) {
            found(Kind.BACK_DATED, own.seq(), "the checkpoint is older than the one before");
        }
        agrees(own, "its own region's checkpoint");
        lastCheckpoint = own;
    }

    /** Whether the chain is what this region has seen. */
    private boolean testimony(String witness, Testimony testimony, @Nullable Checkpoint own) {
        Checkpoint seen = testimony.checkpoint();
        if (!(own != null && own.isSame(seen))
                && !genuine(seen)) { // the same was checked a moment ago, and checking is dear
            found(Kind.FORGED, seen.seq(), "what " + witness + " holds is not signed by " + region);
        }
        if (own != null && !own.hash().equals(seen.hash())) {
            found(Kind.REWRITTEN, seen.seq(), witness + " has seen another checkpoint than there is now");
        }
        if (testimony.receivedAt().isBefore(seen.at().minus(tolerance.clocks()))) {
            found(Kind.BACK_DATED, seen.seq(), witness + " had it before it was signed");
        }
        Sealed at = last;
        if (at != null
                && at.link().seq() == seen.seq()
                && at.link().sealedAt().isAfter(testimony.receivedAt().plus(tolerance.clocks()))) {
            found(Kind.BACK_DATED, seen.seq(), witness + " had it before it was sealed");
        }
        return agrees(seen, "what " + witness + " has witnessed");
    }

    private boolean agrees(Checkpoint checkpoint, String what) {
        Sealed at = last;
        if (at == null || at.link().seq() < checkpoint.seq()) {
            if (ended) {
                found(Kind.TRUNCATED, checkpoint.seq(), "the chain ends before " + what);
                return false;
            }
            return true; // the beginning was cut off, or a gap that is told where the chain goes on
        }
        if (!at.link().hash().equals(checkpoint.hash())) {
            found(Kind.REWRITTEN, checkpoint.seq(), "the chain is not " + what);
            return false;
        }
        if (checkpoint.at().isBefore(at.link().sealedAt())) {
            found(Kind.BACK_DATED, checkpoint.seq(), "signed before it was sealed");
        }
        return true;
    }

    private void receipt(Receipt receipt, @Nullable Checkpoint own) {
        if (!receipt.accepted()) {
            found(Kind.ALARM, receipt.seq(), receipt.region() + " has refused the checkpoint");
        } else if (own != null
                && !keys.verify(receipt.region(), receipt.kid(), receipt.message(chain, own), receipt.signature())) {
            found(Kind.FORGED, receipt.seq(), "the receipt is not signed by " + receipt.region());
        }
    }

    private boolean genuine(Checkpoint checkpoint) {
        try {
            return keys.verify(region, checkpoint.kid(), checkpoint.message(chain), checkpoint.signature());
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private void found(Kind kind, long seq, String detail) {
        if (findings.size() < LISTED) {
            findings.add(new Finding(kind, chain.service(), chain.country().code(), seq, detail));
        } else {
            unlisted++;
        }
    }
}
