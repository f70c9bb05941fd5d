package org.meridian.results.latest;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meridian.db.topology.Partition;

/**
 * The statements on a person's state. They name the partition: ON CONFLICT with columns does not work through the parent.
 * They say in SQL what {@link PersonState} says in Java.
 */
final class PersonStateSql {

    /** The columns of the newest sample's result, which change together. */
    private static final String NEWEST =
            "sample_id, result_id, tube_country, outcome, status, method, sampled_at, tested_at";

    private static final String STATE =
            NEWEST + ", decided_at, decided_by, decided_in, positive_at, suspected_at, retest_at, resample_at";

    private static final String CHANGED = "l.resident_id, l.country_code, l.version, " + of("l", STATE);

    private static final String IS_NEWER = """
            EXCLUDED.sampled_at IS NOT NULL AND (l.sampled_at IS NULL
                OR (EXCLUDED.sampled_at, EXCLUDED.method = 'SINGLE', EXCLUDED.sample_id)
                 > (l.sampled_at, l.method = 'SINGLE', l.sample_id))""";

    private static final String DECIDES = """
            EXCLUDED.decided_at IS NOT NULL AND (l.decided_at IS NULL
                OR (EXCLUDED.decided_at, EXCLUDED.decided_by) > (l.decided_at, l.decided_by))""";

    private PersonStateSql() {}

    /** Parameters: country, and an array for each column. */
    static String add(Partition partition) {
        return """
                INSERT INTO %s AS l (resident_id, country_code, version, %s)
                SELECT r.resident_id, :country, 1, r.sample_id, r.result_id, r.tube_country, r.outcome, r.status,
                       r.method, r.sampled_at, r.tested_at, r.decided_at, r.decided_by, r.decided_in, r.positive_at,
                       CASE WHEN r.decided_at >= r.retest_at THEN NULL ELSE r.retest_at END, r.retest_at, r.resample_at
                  FROM unnest(CAST(:residents AS uuid[]), CAST(:samples AS uuid[]), CAST(:results AS uuid[]),
                              CAST(:tubeCountries AS text[]), CAST(:outcomes AS text[]), CAST(:statuses AS text[]),
                              CAST(:methods AS text[]), CAST(:sampledAt AS timestamptz[]),
                              CAST(:testedAt AS timestamptz[]), CAST(:decidedAt AS timestamptz[]),
                              CAST(:decidedBy AS uuid[]), CAST(:decidedIn AS text[]), CAST(:positiveAt AS timestamptz[]),
                              CAST(:retestAt AS timestamptz[]), CAST(:resampleAt AS timestamptz[]))
                    AS r(resident_id, sample_id, result_id, tube_country, outcome, status, method, sampled_at, tested_at,
                         decided_at, decided_by, decided_in, positive_at, retest_at, resample_at)
                ON CONFLICT (resident_id, country_code) DO UPDATE
                   SET version = l.version + 1, %s, %s,
                       positive_at = GREATEST(l.positive_at, EXCLUDED.positive_at),
                       suspected_at = CASE WHEN GREATEST(l.decided_at, EXCLUDED.decided_at)
                                             >= GREATEST(l.retest_at, EXCLUDED.retest_at) THEN NULL
                                           ELSE GREATEST(l.retest_at, EXCLUDED.retest_at) END,
                       retest_at = GREATEST(l.retest_at, EXCLUDED.retest_at),
                       resample_at = GREATEST(l.resample_at, EXCLUDED.resample_at)
                 WHERE (%s) OR (%s)
                    OR GREATEST(l.positive_at, EXCLUDED.positive_at) IS DISTINCT FROM l.positive_at
                    OR GREATEST(l.retest_at, EXCLUDED.retest_at) IS DISTINCT FROM l.retest_at
                    OR GREATEST(l.resample_at, EXCLUDED.resample_at) IS DISTINCT FROM l.resample_at
                RETURNING %s
                """.formatted(
                        partition.of("latest_result"),
                        STATE,
                        replaced(NEWEST, IS_NEWER),
                        replaced("decided_at, decided_by, decided_in", DECIDES),
                        IS_NEWER,
                        DECIDES,
                        CHANGED);
    }

    /** Locks rows in the order of the residents, and makes those that are missing; parameters: country, residents. */
    static String hold(Partition partition) {
        return """
                INSERT INTO %s AS l (resident_id, country_code, version)
                SELECT r.id, :country, 0
                  FROM unnest(CAST(:residents AS uuid[])) AS r(id)
                ON CONFLICT (resident_id, country_code) DO UPDATE SET version = l.version WHERE false
                """.formatted(partition.of("latest_result"));
    }

    /** Parameters: country, residents. */
    static String refold(Partition partition) {
        return """
                UPDATE %1$s l
                   SET version = l.version + 1, %3$s
                  FROM (SELECT r.id, %4$s, decided.sampled_at AS decided_at, decided.result_id AS decided_by,
                               decided.tube_country AS decided_in, times.positive_at,
                               CASE WHEN decided.sampled_at >= times.retest_at THEN NULL ELSE times.retest_at END
                                   AS suspected_at,
                               times.retest_at, times.resample_at
                          FROM unnest(CAST(:residents AS uuid[])) AS r(id)
                          LEFT JOIN LATERAL (SELECT %5$s
                                               FROM %2$s p
                                              WHERE p.resident_id = r.id AND p.country_code = :country
                                                AND p.outcome <> 'INVALID'
                                              ORDER BY p.sampled_at DESC, p.method = 'SINGLE' DESC, p.sample_id DESC
                                              LIMIT 1) newest ON true
                          LEFT JOIN LATERAL (SELECT p.sampled_at, p.result_id, p.tube_country
                                               FROM %2$s p
                                              WHERE p.resident_id = r.id AND p.country_code = :country
                                                AND p.method = 'SINGLE' AND p.outcome IN ('NEGATIVE', 'POSITIVE')
                                              ORDER BY p.sampled_at DESC, p.result_id DESC
                                              LIMIT 1) decided ON true
                          LEFT JOIN LATERAL (SELECT max(p.sampled_at) FILTER
                                                        (WHERE p.method = 'SINGLE' AND p.outcome = 'POSITIVE')
                                                        AS positive_at,
                                                    max(p.sampled_at) FILTER (WHERE p.status = 'PROVISIONAL')
                                                        AS retest_at,
                                                    max(p.sampled_at) FILTER (WHERE p.outcome = 'INVALID')
                                                        AS resample_at
                                               FROM %2$s p
                                              WHERE p.resident_id = r.id AND p.country_code = :country) times ON true
                       ) n
                 WHERE l.resident_id = n.id AND l.country_code = :country AND (%6$s) IS DISTINCT FROM (%7$s)
                RETURNING %8$s
                """.formatted(
                        partition.of("latest_result"),
                        partition.of("person_result"),
                        columns(STATE).map(c -> c + " = n." + c).collect(Collectors.joining(", ")),
                        of("newest", NEWEST),
                        of("p", NEWEST),
                        of("l", STATE),
                        of("n", STATE),
                        CHANGED);
    }

    private static Stream<String> columns(String list) {
        return Stream.of(list.split(", "));
    }

    private static String of(String table, String list) {
        return columns(list).map(column -> table + "." + column).collect(Collectors.joining(", "));
    }

    private static String replaced(String list, String when) {
        return columns(list)
                .map(c -> "%1$s = CASE WHEN %2$s THEN EXCLUDED.%1$s ELSE l.%1$s END".formatted(c, when))
                .collect(Collectors.joining(", "));
    }
}
