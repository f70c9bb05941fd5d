package org.meridian.registration.otp;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.meridian.db.data.Unreachable;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;
import org.meridian.registration.person.Phone;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Profile local only: codes are kept where tests and developers read them. Which instance took the request does not
 * matter, the table has it.
 */
public final class LocalOutbox implements CodeSender {

    private static final Logger LOG = LoggerFactory.getLogger(LocalOutbox.class);
    private static final int SHOWN = 50;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Topology topology;
    private final Clock clock;

    LocalOutbox(JdbcClient jdbc, Vault vault, Topology topology, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.topology = topology;
        this.clock = clock;
    }

    /** A message that no phone received. */
    public record Message(ChallengeId challengeId, String code, Instant sentAt) {}

    @Override
    public void send(ChallengeId challenge, Phone phone, String code) {
        jdbc.sql("""
                        INSERT INTO dev_outbox (challenge_id, country_code, phone_index, code, sent_at)
                        VALUES (:challenge, :country, :phone, :code, :now)
                        """)
                .param("challenge", challenge.id())
                .param("country", challenge.countryCode())
                .param("phone", index(phone))
                .param("code", code)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The newest messages to a phone, from whichever region can be reached: one statement for each partition. */
    public List<Message> messages(Phone phone) {
        List<Message> messages = new ArrayList<>();
        for (Partition partition : topology.partitions()) {
            try {
                messages.addAll(messages(partition, phone));
            } catch (DataAccessException e) {
                if (!Unreachable.is(e)) {
                    throw e;
                }
                LOG.info("the outbox of {} cannot be read at present", partition.suffix());
            }
        }
        messages.sort(Comparator.comparing(Message::sentAt).reversed());
        return messages.subList(0, Math.min(SHOWN, messages.size()));
    }

    private List<Message> messages(Partition partition, Phone phone) {
        return jdbc.sql("SELECT challenge_id, country_code, code, sent_at FROM " + partition.of("dev_outbox")
                        + " WHERE phone_index = :phone ORDER BY sent_at DESC LIMIT " + SHOWN)
                .param("phone", index(phone))
                .query((row, n) -> new Message(
                        new ChallengeId(row.getObject("challenge_id", UUID.class), row.getString("country_code")),
                        row.getString("code"),
                        row.getTimestamp("sent_at").toInstant()))
                .list();
    }

    private byte[] index(Phone phone) {
        return vault.indexAnywhere(Purpose.PHONE, phone.number());
    }
}
