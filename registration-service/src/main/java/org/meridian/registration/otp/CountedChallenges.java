package org.meridian.registration.otp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.meridian.db.data.CountryStatements;
import org.meridian.db.topology.Country;
import org.meridian.registration.otp.ChallengeRows.Asked;
import org.meridian.registration.otp.ChallengeRows.Held;
import org.meridian.registration.otp.ChallengeRows.Try;
import org.meridian.registration.otp.Counts.Wanted;
import org.springframework.stereotype.Repository;

/**
 * Codes asked for and codes tried, each counted and done with one statement, as long as everybody who comes at the same time
 * is within every limit. When somebody is not, nothing is done, and they are looked at one by one.
 */
@Repository
class CountedChallenges {

    private static final String ASK = """
            WITH wanted AS MATERIALIZED (
                SELECT *
                  FROM unnest(CAST(:keys AS bytea[]), CAST(:slots AS int[]), CAST(:spread AS boolean[]),
                              CAST(:times AS int[]), CAST(:most AS int[])) AS w(counted, slot, spread, times, most)),
            """ + Counting.SQL + """
            ,
            sent AS (
                INSERT INTO {otp_challenge}
                       (id, country_code, phone_index, phone, code_hash, tries, created_at, expires_at, tries_counted)
                SELECT a.id, :country, a.phone_index, a.phone, a.code_hash, 0, a.at, a.expires_at, a.tries_counted
                  FROM unnest(CAST(:ids AS uuid[]), CAST(:indexes AS bytea[]), CAST(:phones AS bytea[]),
                              CAST(:hashes AS bytea[]), CAST(:at AS timestamptz[]), CAST(:expires AS timestamptz[]),
                              CAST(:tries AS bytea[]))
                         AS a(id, phone_index, phone, code_hash, at, expires_at, tries_counted), within
                 WHERE within.yes
                ON CONFLICT DO NOTHING)
            SELECT within.yes,
            """ + Counting.WHOLE + " FROM within";

    /**
     * Wrong codes are counted where they are found wrong, for their challenge and for its phone; those beyond a challenge's
     * number are not looked at. A right one counts as nothing, but there must be room for it. One from before tries were
     * counted by phone is not known.
     */
    private static final String TRY = """
            WITH tried AS (
                SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:hashes AS bytea[])) AS t(id, code_hash)),
            challenge AS MATERIALIZED (
                SELECT c.id, c.tries, c.code_hash, c.phone, c.phone_index, c.tries_counted
                  FROM {otp_challenge} c
                 WHERE c.id = ANY(CAST(:ids AS uuid[])) AND c.country_code = :country
                   AND c.used_at IS NULL AND c.tries < :tries AND c.expires_at > CAST(:now AS timestamptz)
                 ORDER BY c.id
                   FOR UPDATE OF c),
            looked AS MATERIALIZED (
                SELECT c.id, c.tries_counted, bool_or(t.code_hash = c.code_hash) AS proven,
                       CAST(LEAST(count(*) FILTER (WHERE t.code_hash <> c.code_hash), :tries - c.tries) AS int) AS wrong
                  FROM challenge c JOIN tried t ON t.id = c.id
                 GROUP BY c.id, c.tries_counted, c.tries),
            wanted AS MATERIALIZED (
                SELECT tries_counted AS counted, 0 AS slot, false AS spread, CAST(sum(wrong) AS int) AS times,
                       CASE WHEN tries_counted IS NULL THEN -1
                            ELSE CAST(:most AS int) - CAST(bool_or(proven) AS int) END AS most
                  FROM looked
                 WHERE CAST(:most AS int) > 0
                 GROUP BY tries_counted),
            """ + Counting.SQL + """
            ,
            noted AS (
                UPDATE {otp_challenge} o SET tries = o.tries + l.wrong
                  FROM looked l, within
                 WHERE within.yes AND l.wrong > 0 AND o.id = l.id
                   AND o.id = ANY(CAST(:ids AS uuid[])) AND o.country_code = :country)
            SELECT within.yes,
            """ + Counting.WHOLE + """
            , c.id, c.tries, c.code_hash, c.phone, c.phone_index
              FROM within LEFT JOIN challenge c ON within.yes
            """;

    private final CountryStatements statements;

    CountedChallenges(CountryStatements statements) {
        this.statements = statements;
    }

    /** @return false when somebody is over a limit: then nothing is written, and the counts are held */
    boolean ask(Country country, Counting counting, List<Wanted> wanted, List<Asked> asked) {
        return counting.bind(statements.sql(ASK, country))
                .param("keys", bytes(wanted, Wanted::key))
                .param("slots", wanted.stream().map(Wanted::slot).toArray(Integer[]::new))
                .param("spread", wanted.stream().map(Wanted::spread).toArray(Boolean[]::new))
                .param("times", wanted.stream().map(Wanted::times).toArray(Integer[]::new))
                .param("most", wanted.stream().map(Wanted::most).toArray(Integer[]::new))
                .param("ids", asked.stream().map(one -> one.id().id()).toArray(UUID[]::new))
                .param("indexes", bytes(asked, Asked::phoneIndex))
                .param("phones", bytes(asked, Asked::sealedPhone))
                .param("hashes", bytes(asked, Asked::codeHash))
                .param("at", asked.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .param(
                        "expires",
                        asked.stream().map(one -> one.expiresAt().toString()).toArray(String[]::new))
                .param("tries", bytes(asked, Asked::triesCounted))
                .query((row, n) -> isDone(row.getBoolean("yes"), row.getBoolean("whole")))
                .single();
    }

    /**
     * @param ofEach how many wrong codes each stands
     * @param ofPhone how many a phone does, over all its challenges; 0 for no such limit
     * @return those that could be tried still, as they were before; nothing when somebody is over the limit, and nothing is
     *     written then
     */
    Optional<Map<ChallengeId, Held>> count(
            Country country, Counting counting, List<Try> tries, int ofEach, int ofPhone) {
        Map<ChallengeId, Held> held = new HashMap<>();
        List<Boolean> done = counting.bind(statements.sql(TRY, country))
                .param("ids", tries.stream().map(one -> one.id().id()).toArray(UUID[]::new))
                .param("hashes", bytes(tries, Try::codeHash))
                .param("tries", ofEach)
                .param("most", ofPhone)
                .param("now", java.sql.Timestamp.from(counting.now()))
                .query((row, n) -> {
                    if (row.getObject("id") != null) {
                        Held one = Held.of(row, country);
                        held.put(one.id(), one);
                    }
                    return isDone(row.getBoolean("yes"), row.getBoolean("whole"));
                })
                .list();
        return done.contains(false) ? Optional.empty() : Optional.of(held);
    }

    private static boolean isDone(boolean within, boolean whole) {
        if (within && !whole) {
            throw Counting.overtaken();
        }
        return within;
    }

    private static <T> byte[][] bytes(List<T> rows, Function<T, byte[]> value) {
        return rows.stream().map(value).toArray(byte[][]::new);
    }
}
