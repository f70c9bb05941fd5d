package org.meridian.results.latest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Each person's latest result. */
@Repository
public class LatestResults {

    /**
     * What orders a person's results: the newest sample counts, whenever its result arrives; of one sample the last
     * revision. The same order stands in the statement below.
     */
    private static final Comparator<Candidate> NEWER = Comparator.comparing(
                    (Candidate candidate) -> candidate.result().sampledAt())
            .thenComparing(candidate -> candidate.sampleId().toString()) // as PostgreSQL orders a uuid
            .thenComparingInt(Candidate::revision);

    private final JdbcClient jdbc;
    private final Topology topology;

    LatestResults(JdbcClient jdbc, Topology topology) {
        this.jdbc = jdbc;
        this.topology = topology;
    }

    /**
     * A result that may be a person's latest.
     *
     * @param revision of the tube's result
     */
    public record Candidate(LatestResult result, UUID sampleId, int revision) {}

    /**
     * Makes the candidates the latest results of their persons where they are newer, with one statement. It does not
     * matter in which order results arrive. Runs in a write transaction of the country, which is everyone's home.
     *
     * @return the changes
     */
    public List<LatestResultChanged> advance(Country country, List<Candidate> candidates) {
        Map<UUID, Candidate> newest = new LinkedHashMap<>();
        candidates.forEach(candidate ->
                newest.merge(candidate.result().residentId().id(), candidate, BinaryOperator.maxBy(NEWER)));
        if (newest.isEmpty()) {
            return List.of();
        }
        List<Candidate> rows = newest.values().stream()
                .sorted(Comparator.comparing(
                        candidate -> candidate.result().residentId().id()))
                .toList();
        // on the partition itself: ON CONFLICT with columns does not work through the parent
        return jdbc.sql("""
                        INSERT INTO %s AS l (resident_id, country_code, version, sample_id, revision, outcome, status,
                                             method, sampled_at, tested_at)
                        SELECT r.resident_id, :country, 1, r.sample_id, r.revision, r.outcome, r.status,
                               r.method, r.sampled_at, r.tested_at
                          FROM unnest(CAST(:residents AS uuid[]), CAST(:samples AS uuid[]), CAST(:revisions AS int[]),
                                      CAST(:outcomes AS text[]), CAST(:statuses AS text[]), CAST(:methods AS text[]),
                                      CAST(:sampledAt AS timestamptz[]), CAST(:testedAt AS timestamptz[]))
                            AS r(resident_id, sample_id, revision, outcome, status, method, sampled_at, tested_at)
                        ON CONFLICT (resident_id, country_code) DO UPDATE
                           SET version = l.version + 1, sample_id = EXCLUDED.sample_id, revision = EXCLUDED.revision,
                               outcome = EXCLUDED.outcome, status = EXCLUDED.status, method = EXCLUDED.method,
                               sampled_at = EXCLUDED.sampled_at, tested_at = EXCLUDED.tested_at
                         WHERE (EXCLUDED.sampled_at, EXCLUDED.sample_id, EXCLUDED.revision)
                             > (l.sampled_at, l.sample_id, l.revision)
                        RETURNING resident_id, version
                        """.formatted(topology.partitionOf(country).of("latest_result")))
                .param("country", country.code())
                .param(
                        "residents",
                        column(rows, row -> row.result().residentId().id()))
                .param("samples", column(rows, Candidate::sampleId))
                .param("revisions", column(rows, Candidate::revision))
                .param("outcomes", column(rows, row -> row.result().outcome()))
                .param("statuses", column(rows, row -> row.result().status()))
                .param("methods", column(rows, row -> row.result().method()))
                .param("sampledAt", column(rows, row -> row.result().sampledAt()))
                .param("testedAt", column(rows, row -> row.result().testedAt()))
                .query((row, n) -> LatestResultChanged.of(
                        Objects.requireNonNull(newest.get(row.getObject(1, UUID.class)))
                                .result(),
                        row.getLong(2)))
                .list();
    }

    /** The latest results of those residents of one country who have one. */
    public List<LatestResult> of(Country country, List<ResidentId> residents) {
        return jdbc.sql("""
                        SELECT resident_id, country_code, outcome, status, method, sampled_at, tested_at
                          FROM latest_result
                         WHERE resident_id = ANY(CAST(:residents AS uuid[])) AND country_code = :country
                        """)
                .param(
                        "residents",
                        residents.stream().map(id -> id.id().toString()).toArray(String[]::new))
                .param("country", country.code())
                .query((row, n) -> latest(row))
                .list();
    }

    private static LatestResult latest(ResultSet row) throws SQLException {
        return new LatestResult(
                new ResidentId(row.getObject(1, UUID.class), row.getString(2)),
                Outcome.valueOf(row.getString(3)),
                Status.valueOf(row.getString(4)),
                Method.valueOf(row.getString(5)),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant());
    }

    private static String[] column(List<Candidate> rows, Function<Candidate, Object> value) {
        return rows.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
