package org.meridian.results.task;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.results.person.MemberResult;
import org.meridian.results.person.SampleSettled;
import org.meridian.results.verdict.Need;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Opens and closes tasks, in write transactions of the tubes' country. */
@Repository
public class Tasks {

    private final JdbcClient jdbc;
    private final Topology topology;
    private final RetestProperties properties;
    private final Clock clock;

    Tasks(JdbcClient jdbc, Topology topology, RetestProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.topology = topology;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Opens a task for each result that leaves something to be done, with one statement, and none when there is nothing.
     * A correction opens a task anew or cancels it.
     */
    public void follow(Country country, List<MemberResult> results) {
        List<MemberResult> needing = results.stream()
                .filter(result -> result.verdict().need() != Need.NONE)
                .toList();
        List<MemberResult> needless = results.stream()
                .filter(result -> result.revision() > 0 && result.verdict().need() == Need.NONE)
                .toList();
        if (!needing.isEmpty()) {
            open(country, needing);
        }
        if (!needless.isEmpty()) {
            cancel(country, needless);
        }
    }

    private void open(Country country, List<MemberResult> results) {
        Instant now = clock.instant();
        // on the partition itself: ON CONFLICT with columns does not work through the parent
        jdbc.sql("""
                        INSERT INTO %s AS t (sample_id, country_code, site_id, barcode, resident_id, resident_country,
                                             kind, reason, state, revision, settled_version, sampled_at, opened_at,
                                             expires_at)
                        SELECT r.sample_id, :country, r.site_id, r.barcode, r.resident_id, r.resident_country,
                               r.kind, r.reason, 'OPEN', r.revision, 0, r.sampled_at, CAST(:now AS timestamptz),
                               CAST(:expires AS timestamptz)
                          FROM unnest(CAST(:samples AS uuid[]), CAST(:sites AS uuid[]), CAST(:barcodes AS text[]),
                                      CAST(:residents AS uuid[]), CAST(:homes AS text[]), CAST(:kinds AS text[]),
                                      CAST(:reasons AS text[]), CAST(:revisions AS int[]),
                                      CAST(:sampledAt AS timestamptz[]))
                            AS r(sample_id, site_id, barcode, resident_id, resident_country, kind, reason, revision,
                                 sampled_at)
                        ON CONFLICT (sample_id, country_code) DO UPDATE
                           SET kind = EXCLUDED.kind, reason = EXCLUDED.reason, state = 'OPEN',
                               revision = EXCLUDED.revision, settled_version = 0, opened_at = EXCLUDED.opened_at,
                               expires_at = EXCLUDED.expires_at, closed_at = NULL, closed_by = NULL
                         WHERE t.revision < EXCLUDED.revision
                        """.formatted(topology.partitionOf(country).of("retest_task")))
                .param("country", country.code())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(properties.validFor())))
                .param("samples", column(results, result -> result.sampleId().id()))
                .param("sites", column(results, result -> result.siteId().id()))
                .param("barcodes", column(results, MemberResult::barcode))
                .param(
                        "residents",
                        column(results, result -> result.residentId().id()))
                .param("homes", column(results, result -> result.residentId().countryCode()))
                .param("kinds", column(results, result -> result.verdict().need()))
                .param("reasons", column(results, MemberResult::outcome))
                .param("revisions", column(results, MemberResult::revision))
                .param("sampledAt", column(results, MemberResult::sampledAt))
                .update();
    }

    private void cancel(Country country, List<MemberResult> results) {
        jdbc.sql("""
                        UPDATE retest_task t
                           SET state = 'CANCELLED', revision = r.revision, closed_at = :now, closed_by = r.result
                          FROM unnest(CAST(:samples AS uuid[]), CAST(:revisions AS int[]), CAST(:results AS text[]))
                            AS r(sample_id, revision, result)
                         WHERE t.sample_id = r.sample_id AND t.country_code = :country AND t.revision < r.revision
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(clock.instant()))
                .param("samples", column(results, result -> result.sampleId().id()))
                .param("revisions", column(results, MemberResult::revision))
                .param("results", column(results, MemberResult::resultId))
                .update();
    }

    /**
     * Closes the tasks whose retest or new sample has come, and opens those again for which it was taken back. What is
     * said about another revision of a tube's result, or was said before, changes nothing.
     */
    public void settle(Country country, List<SampleSettled> settled) {
        if (settled.isEmpty()) {
            return;
        }
        List<SampleSettled> rows = settled.stream()
                .sorted(Comparator.comparing(one -> one.sampleId().id()))
                .toList();
        Instant now = clock.instant();
        jdbc.sql("""
                        UPDATE retest_task t
                           SET state = CASE WHEN r.settled THEN 'DONE' ELSE 'OPEN' END, settled_version = r.version,
                               opened_at = CASE WHEN r.settled THEN t.opened_at ELSE :now END,
                               expires_at = CASE WHEN r.settled THEN t.expires_at ELSE :expires END,
                               closed_at = CASE WHEN r.settled THEN CAST(:now AS timestamptz) END, closed_by = r.by
                          FROM unnest(CAST(:samples AS uuid[]), CAST(:revisions AS int[]), CAST(:settled AS boolean[]),
                                      CAST(:by AS text[]), CAST(:versions AS int[]))
                            AS r(sample_id, revision, settled, by, version)
                         WHERE t.sample_id = r.sample_id AND t.country_code = :country
                           AND t.revision = r.revision AND t.settled_version < r.version AND t.state <> 'CANCELLED'
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(properties.validFor())))
                .param("samples", column(rows, one -> one.sampleId().id()))
                .param("revisions", column(rows, SampleSettled::revision))
                .param("settled", column(rows, SampleSettled::settled))
                .param("by", column(rows, SampleSettled::by))
                .param("versions", column(rows, SampleSettled::version))
                .update();
    }

    /** Closes the country's tasks that nobody came for, in a write transaction of the country. */
    int expire(Country country) {
        return jdbc.sql("""
                        UPDATE retest_task SET state = 'EXPIRED', closed_at = expires_at
                         WHERE country_code = :country AND state = 'OPEN' AND expires_at <= :now
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream()
                .map(value)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
    }
}
