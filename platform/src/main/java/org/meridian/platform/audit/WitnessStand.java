package org.meridian.platform.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Witnesses.Answered;
import org.meridian.platform.audit.Witnesses.Shown;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.token.AuditKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Witnesses other regions' checkpoints: keeps each that its region has signed, says so under this region's signature, and
 * refuses one that contradicts an earlier one, which is an alarm and stands in this region's own trail.
 */
final class WitnessStand implements EventHandler {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessStand.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final AuditKeys keys;
    private final Audit audit;
    private final Witnesses witnesses;
    private final Topology topology;
    private final Region home;
    private final Chains chains;

    WitnessStand(
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock,
            AuditKeys keys,
            Audit audit,
            Witnesses witnesses,
            Topology topology,
            Region home,
            Chains chains) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.keys = keys;
        this.audit = audit;
        this.witnesses = witnesses;
        this.topology = topology;
        this.home = home;
        this.chains = chains;
    }

    @Override
    public String type() {
        return Witnesses.CHECKPOINTS;
    }

    @Override
    public void handle(Event event) {
        Country seat = event.targetCountry();
        Map<Country, List<Answered>> answers = new LinkedHashMap<>();
        for (Shown shown : json.readValue(event.payload(), Shown[].class)) {
            Checkpoint checkpoint = shown.checkpoint();
            Chain chain = chains.of(shown.country());
            if (isGenuine(chain, checkpoint)) {
                answers.computeIfAbsent(shown.country(), c -> new ArrayList<>()).add(answer(seat, chain, checkpoint));
            } else {
                alarm(seat, "checkpoint.forged", chain, checkpoint, "its region has not signed it");
            }
        }
        answers.forEach(witnesses::answer);
    }

    /** Signed by the region that the chain belongs to, and this is another. */
    private boolean isGenuine(Chain chain, Checkpoint checkpoint) {
        Region region = topology.regionOf(chain.country());
        return !region.equals(home)
                && keys.verify(region.name(), checkpoint.kid(), checkpoint.message(chain), checkpoint.signature());
    }

    private Answered answer(Country seat, Chain chain, Checkpoint checkpoint) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Hash known = known(seat, chain, checkpoint.seq());
        boolean accepted = known == null || known.equals(checkpoint.hash());
        if (known == null) {
            keep(seat, chain, checkpoint, now);
        } else if (!accepted) {
            alarm(seat, "checkpoint.refused", chain, checkpoint, "known here as " + known);
        }
        AuditKeys.Signed signed = keys.sign(Receipt.message(chain, checkpoint, home.name(), accepted, now));
        return new Answered(
                chain.country(),
                checkpoint.seq(),
                checkpoint.hash(),
                checkpoint.at(),
                home.name(),
                accepted,
                now,
                signed.kid(),
                signed.signature());
    }

    private @org.jspecify.annotations.Nullable Hash known(Country seat, Chain chain, long seq) {
        return jdbc.sql(
                        "SELECT hash FROM audit_witness WHERE country_code = :country AND chain = :chain AND seq = :seq")
                .param("country", seat.code())
                .param("chain", chain.country().code())
                .param("seq", seq)
                .query((row, n) -> Hash.of(row.getBytes(1)))
                .optional()
                .orElse(null);
    }

    private void keep(Country seat, Chain chain, Checkpoint checkpoint, Instant now) {
        jdbc.sql("""
                        INSERT INTO audit_witness (chain, seq, country_code, hash, at, kid, signature, received_at)
                        VALUES (:chain, :seq, :country, :hash, :at, :kid, :signature, :now)
                        """)
                .param("chain", chain.country().code())
                .param("seq", checkpoint.seq())
                .param("country", seat.code())
                .param("hash", checkpoint.hash().bytes())
                .param("at", Timestamp.from(checkpoint.at()))
                .param("kid", checkpoint.kid())
                .param("signature", checkpoint.signature())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The checkpoint is the evidence, so it is kept whole: its signature proves who made two of them. */
    private void alarm(Country seat, String action, Chain chain, Checkpoint checkpoint, String why) {
        LOG.error("{} of {} at {}: {}", action, chain, checkpoint.seq(), why);
        String evidence = why + "; shown: hash " + checkpoint.hash() + ", at " + checkpoint.at() + ", kid "
                + checkpoint.kid() + ", signature "
                + Base64.getEncoder().encodeToString(checkpoint.signature());
        audit.record(seat, action, "audit-witness", chain.country().code() + "/" + checkpoint.seq(), evidence);
    }
}
