package org.meridian.registration.message;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.Unreachable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.Ids;
import org.meridian.registration.person.Phone;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Profile local only: messages are kept where tests and developers read them. Which instance took the request does not
 * matter, the table has it.
 */
public final class LocalOutbox implements MessageSender {

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

    /** A code that no phone received. */
    public record SentCode(String challengeId, String code, Instant sentAt) {}

    /** A notice that no phone received. */
    public record SentNotice(String noticeId, String text, Instant sentAt) {}

    private record Sent(String about, @Nullable String code, String text, Instant at) {}

    @Override
    public void send(Message message) {
        sendAll(List.of(message));
    }

    @Override
    public void sendAll(List<? extends Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Country country = messages.getFirst().about().country();
        jdbc.sql("""
                        INSERT INTO dev_outbox (challenge_id, country_code, phone_index, code, message, sent_at)
                        SELECT m.about, :country, m.phone, m.code, m.message, CAST(:now AS timestamptz)
                          FROM unnest(CAST(:about AS uuid[]), CAST(:phones AS bytea[]), CAST(:codes AS text[]),
                                      CAST(:messages AS text[])) AS m(about, phone, code, message)
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("about", column(messages, message -> message.about().id().toString()))
                .param(
                        "phones",
                        messages.stream().map(message -> index(message.phone())).toArray(byte[][]::new))
                .param("codes", column(messages, LocalOutbox::code))
                .param("messages", column(messages, Message::text))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static @Nullable String code(Message message) {
        return switch (message) {
            case Message.Code sent -> sent.code();
            case Message.Notice notice -> null;
        };
    }

    private static @Nullable String[] column(
            List<? extends Message> messages, Function<Message, @Nullable String> value) {
        return messages.stream().map(value).toArray(String[]::new);
    }

    /** The newest codes to a phone, from whichever region can be reached. */
    public List<SentCode> codes(Phone phone) {
        return messages(phone, "code IS NOT NULL").stream()
                .map(sent -> new SentCode(sent.about(), String.valueOf(sent.code()), sent.at()))
                .toList();
    }

    /** The newest notices to a phone, likewise. */
    public List<SentNotice> notices(Phone phone) {
        return messages(phone, "code IS NULL").stream()
                .map(sent -> new SentNotice(sent.about(), sent.text(), sent.at()))
                .toList();
    }

    /** One statement for each partition. */
    private List<Sent> messages(Phone phone, String kind) {
        List<Sent> messages = new ArrayList<>();
        for (Partition partition : topology.partitions()) {
            try {
                messages.addAll(messages(partition, phone, kind));
            } catch (DataAccessException e) {
                if (!Unreachable.is(e)) {
                    throw e;
                }
                LOG.info("the outbox of {} cannot be read at present", partition.suffix());
            }
        }
        messages.sort(Comparator.comparing(Sent::at).reversed());
        return messages.subList(0, Math.min(SHOWN, messages.size()));
    }

    private List<Sent> messages(Partition partition, Phone phone, String kind) {
        return jdbc.sql("SELECT challenge_id, country_code, code, message, sent_at FROM " + partition.of("dev_outbox")
                        + " WHERE phone_index = :phone AND " + kind + " ORDER BY sent_at DESC LIMIT " + SHOWN)
                .param("phone", index(phone))
                .query((row, n) -> new Sent(
                        text(row.getObject("challenge_id", UUID.class), row.getString("country_code")),
                        row.getString("code"),
                        row.getString("message"),
                        row.getTimestamp("sent_at").toInstant()))
                .list();
    }

    private static String text(UUID id, String country) {
        return Ids.format(new About(id, country));
    }

    /** A challenge's or a notice's id: here they are the same. */
    private record About(UUID id, String countryCode) implements CountryId {}

    private byte[] index(Phone phone) {
        return vault.indexAnywhere(Purpose.PHONE, phone.number());
    }
}
