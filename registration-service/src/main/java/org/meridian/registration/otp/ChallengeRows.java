package org.meridian.registration.otp;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.registration.message.Message;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of codes that were sent. Each statement serves any number of them, in one order, so that none wait in a ring. */
@Repository
class ChallengeRows {

    private final JdbcClient jdbc;

    ChallengeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A code that is to be sent. */
    record Asked(
            ChallengeId id,
            byte[] phoneIndex,
            byte[] sealedPhone,
            byte[] codeHash,
            Instant at,
            Instant expiresAt,
            byte[] triesCounted,
            String address,
            Message.Code message) {}

    /** Somebody comes with a code. */
    record Try(ChallengeId id, byte[] codeHash) {}

    /** What became of a try. */
    sealed interface Tried {

        /** The code is the one that was sent. */
        record Right(byte[] phone, byte[] phoneIndex) implements Tried {}

        /** It is not, or the challenge is unknown, used, expired or exhausted. */
        record Wrong() implements Tried {}

        /** Of this phone, whichever challenge. */
        record TooOften(ProblemException problem) implements Tried {}
    }

    /**
     * A challenge that can be tried still.
     *
     * @param tries how often a wrong code was given for it
     */
    record Held(ChallengeId id, int tries, byte[] codeHash, byte[] phone, byte[] phoneIndex) {

        static Held of(ResultSet row, Country country) throws SQLException {
            return new Held(
                    new ChallengeId(row.getObject("id", UUID.class), country.code()),
                    row.getInt("tries"),
                    row.getBytes("code_hash"),
                    row.getBytes("phone"),
                    row.getBytes("phone_index"));
        }

        boolean isRight(Try one) {
            return MessageDigest.isEqual(codeHash, one.codeHash());
        }
    }

    void insert(Country country, List<Asked> asked) {
        if (asked.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO otp_challenge
                               (id, country_code, phone_index, phone, code_hash, tries, created_at, expires_at, tries_counted)
                        SELECT a.id, :country, a.phone_index, a.phone, a.code_hash, 0, a.at, a.expires_at, a.tries_counted
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:indexes AS bytea[]), CAST(:phones AS bytea[]),
                                      CAST(:hashes AS bytea[]), CAST(:at AS timestamptz[]),
                                      CAST(:expires AS timestamptz[]), CAST(:tries AS bytea[]))
                            AS a(id, phone_index, phone, code_hash, at, expires_at, tries_counted)
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("ids", column(asked, one -> one.id().id()))
                .param("indexes", bytes(asked, Asked::phoneIndex))
                .param("phones", bytes(asked, Asked::sealedPhone))
                .param("hashes", bytes(asked, Asked::codeHash))
                .param("at", column(asked, Asked::at))
                .param("expires", column(asked, Asked::expiresAt))
                .param("tries", bytes(asked, Asked::triesCounted))
                .update();
    }

    /** Keeps challenges that can be tried still until the transaction ends; the others are left out. */
    Map<ChallengeId, Held> hold(Country country, Collection<ChallengeId> ids, int most, Instant now) {
        Map<ChallengeId, Held> held = new HashMap<>();
        jdbc.sql("""
                        SELECT id, tries, code_hash, phone, phone_index
                          FROM otp_challenge
                         WHERE id = ANY(CAST(:ids AS uuid[])) AND country_code = :country
                           AND used_at IS NULL AND tries < :most AND expires_at > :now
                         ORDER BY id
                           FOR UPDATE
                        """)
                .param("ids", column(List.copyOf(ids), ChallengeId::id))
                .param("country", country.code())
                .param("most", most)
                .param("now", Timestamp.from(now))
                .query((row, n) -> Held.of(row, country))
                .list()
                .forEach(one -> held.put(one.id(), one));
        return held;
    }

    /** Counts wrong codes of challenges that are held. */
    void count(Country country, Map<ChallengeId, Integer> wrong) {
        if (wrong.isEmpty()) {
            return;
        }
        List<ChallengeId> ids = List.copyOf(wrong.keySet());
        jdbc.sql("""
                        UPDATE otp_challenge c SET tries = c.tries + t.wrong
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:wrong AS int[])) AS t(id, wrong)
                         WHERE c.id = t.id AND c.id = ANY(CAST(:ids AS uuid[])) AND c.country_code = :country
                        """)
                .param("ids", column(ids, ChallengeId::id))
                .param("wrong", column(ids, wrong::get))
                .param("country", country.code())
                .update();
    }

    void giveBack(Country country, List<ChallengeId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql(
                        "UPDATE otp_challenge SET used_at = NULL WHERE id = ANY(CAST(:ids AS uuid[])) AND country_code = :country")
                .param("ids", column(ids, ChallengeId::id))
                .param("country", country.code())
                .update();
    }

    void delete(Country country, byte[] phoneIndex) {
        jdbc.sql("DELETE FROM otp_challenge WHERE phone_index = :phone AND country_code = :country")
                .param("phone", phoneIndex)
                .param("country", country.code())
                .update();
    }

    private static <T> String[] column(List<T> rows, Function<T, Object> value) {
        return rows.stream().map(value).map(Object::toString).toArray(String[]::new);
    }

    private static <T> byte[][] bytes(List<T> rows, Function<T, byte[]> value) {
        return rows.stream().map(value).toArray(byte[][]::new);
    }
}
