package org.meridian.platform.audit;

import java.sql.Timestamp;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Witnesses.Answered;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.token.AuditKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what the witnesses answered, beside the checkpoints. */
final class Receipts implements EventHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditKeys keys;
    private final Audit audit;
    private final Chains chains;

    Receipts(JdbcClient jdbc, JsonMapper json, AuditKeys keys, Audit audit, Chains chains) {
        this.jdbc = jdbc;
        this.json = json;
        this.keys = keys;
        this.audit = audit;
        this.chains = chains;
    }

    @Override
    public String type() {
        return Witnesses.RECEIPTS;
    }

    @Override
    public void handle(Event event) {
        for (Answered answered : json.readValue(event.payload(), Answered[].class)) {
            Receipt receipt = new Receipt(
                    answered.seq(),
                    answered.region(),
                    answered.accepted(),
                    answered.at(),
                    answered.kid(),
                    answered.signature());
            byte[] message = Receipt.message(
                    chains.of(answered.country()),
                    new Checkpoint(answered.seq(), answered.hash(), answered.checkpointAt(), "", new byte[0]),
                    answered.region(),
                    answered.accepted(),
                    answered.at());
            if (keys.verify(answered.region(), answered.kid(), message, answered.signature())) {
                keep(answered.country(), receipt);
            } else {
                LOG.error(
                        "a receipt for {} {} is not signed by {}",
                        answered.country(),
                        answered.seq(),
                        answered.region());
            }
        }
    }

    private void keep(Country country, Receipt receipt) {
        int kept = jdbc.sql("""
                        INSERT INTO audit_receipt (seq, region, country_code, accepted, at, kid, signature)
                        VALUES (:seq, :region, :country, :accepted, :at, :kid, :signature)
                        ON CONFLICT DO NOTHING
                        """)
                .param("seq", receipt.seq())
                .param("region", receipt.region())
                .param("country", country.code())
                .param("accepted", receipt.accepted())
                .param("at", Timestamp.from(receipt.at()))
                .param("kid", receipt.kid())
                .param("signature", receipt.signature())
                .update();
        if (kept == 1 && !receipt.accepted()) {
            LOG.error("{} refuses the checkpoint {} of {}", receipt.region(), receipt.seq(), country);
            audit.record(
                    country,
                    "checkpoint.contradicted",
                    "audit-witness",
                    country.code() + "/" + receipt.seq(),
                    "refused by " + receipt.region());
        }
    }
}
