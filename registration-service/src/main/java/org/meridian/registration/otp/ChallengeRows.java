package org.meridian.registration.otp;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
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

    /** What became of a try. */
    sealed interface Tried {

        /** It is counted; whether the code is right is not known here. */
        record Sent(byte[] codeHash, byte[] phone, byte[] phoneIndex) implements Tried {}

        /** Unknown, used, expired or exhausted. */
        record Gone() implements Tried {}

        /** Of this phone, whichever challenge. */
        record TooOften(ProblemException problem) implements Tried {}
    }

    /** @param before how often it had been tried before these tries */
    record Counted(Tried.Sent sent, int before) {}

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

    /** Counts tries of challenges that can still be tried; the others are left out. */
    Map<ChallengeId, Counted> count(Country country, Map<ChallengeId, Integer> times, int most, Instant now) {
        Map<ChallengeId, Counted> counted = new HashMap<>();
        List<ChallengeId> ids = times.keySet().stream().toList();
        jdbc.sql("""
                        UPDATE otp_challenge c SET tries = c.tries + t.times
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:times AS int[])) AS t(id, times)
                         WHERE c.id = t.id AND c.id = ANY(CAST(:ids AS uuid[])) AND c.country_code = :country
                           AND c.used_at IS NULL AND c.tries < :most AND c.expires_at > :now
                        RETURNING c.id, c.tries - t.times AS before, c.code_hash, c.phone, c.phone_index
                        """)
                .param("ids", column(ids, ChallengeId::id))
                .param("times", column(ids, times::get))
                .param("country", country.code())
                .param("most", most)
                .param("now", Timestamp.from(now))
                .query(row -> {
                    counted.put(
                            new ChallengeId(row.getObject("id", UUID.class), country.code()),
                            new Counted(
                                    new Tried.Sent(
                                            row.getBytes("code_hash"),
                                            row.getBytes("phone"),
                                            row.getBytes("phone_index")),
                                    row.getInt("before")));
                });
        return counted;
    }

    /** Takes tries back that were not allowed, in the transaction that counted them. */
    void recount(Country country, Collection<ChallengeId> some, ToIntFunction<ChallengeId> tries) {
        if (some.isEmpty()) {
            return;
        }
        List<ChallengeId> ids = List.copyOf(some);
        jdbc.sql("""
                        UPDATE otp_challenge c SET tries = t.tries
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:tries AS int[])) AS t(id, tries)
                         WHERE c.id = t.id AND c.id = ANY(CAST(:ids AS uuid[])) AND c.country_code = :country
                        """)
                .param("ids", column(ids, ChallengeId::id))
                .param("tries", column(ids, tries::applyAsInt))
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
