package org.meridian.results.tube;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;
import org.meridian.results.verdict.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Corrections in the log of results: each is a new row that names the one before it. */
@Repository
public class TubeCorrections {

    private static final String STORED = "id, country_code, barcode, revision, outcome, tested_at, lab_site";

    private final JdbcClient jdbc;
    private final Clock clock;

    TubeCorrections(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Appends corrections, with one statement, in a write transaction of the country. Of two that correct the same result
     * the database takes one, whoever writes at the same time. The test itself stays when and with what it was; a cycle
     * threshold belonged to the outcome that is taken back.
     *
     * @return the ids of those that are in the log, now or by an earlier try with the same ids; the others named a result
     *     that is not the newest
     */
    public Set<ResultId> append(Country country, List<Correction> corrections) {
        int inserted = jdbc.sql("""
                        INSERT INTO tube_result (id, country_code, barcode, revision, outcome, tested_at, device, ct,
                                                 receipt_id, corrects, recorded_at, site_id, division, capacity,
                                                 people, loinc, reason, lab_site)
                        SELECT r.id, :country, t.barcode, t.revision + 1, r.outcome, t.tested_at, t.device, NULL,
                               NULL, t.id, CAST(:now AS timestamptz), t.site_id, t.division, t.capacity,
                               t.people, t.loinc, r.reason, t.lab_site
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:corrects AS uuid[]), CAST(:outcomes AS text[]),
                                      CAST(:reasons AS text[]))
                            AS r(id, corrects, outcome, reason)
                          JOIN tube_result t ON t.id = r.corrects AND t.country_code = :country
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", column(corrections, correction -> correction.id().id()))
                .param(
                        "corrects",
                        column(corrections, correction -> correction.corrects().id()))
                .param("outcomes", column(corrections, Correction::outcome))
                .param("reasons", column(corrections, Correction::reason))
                .update();
        Set<ResultId> all = corrections.stream().map(Correction::id).collect(Collectors.toSet());
        return inserted == all.size() ? all : present(country, all);
    }

    private Set<ResultId> present(Country country, Collection<ResultId> ids) {
        return jdbc
                .sql("""
                        SELECT id FROM tube_result
                         WHERE id = ANY(CAST(:ids AS uuid[])) AND country_code = :country
                        """)
                .param("ids", column(List.copyOf(ids), ResultId::id))
                .param("country", country.code())
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> new ResultId(id, country.code()))
                .collect(Collectors.toSet());
    }

    public Optional<StoredResult> find(ResultId id) {
        return jdbc.sql("SELECT " + STORED + " FROM tube_result WHERE id = :id AND country_code = :country")
                .param("id", id.id())
                .param("country", id.countryCode())
                .query((row, n) -> stored(row))
                .optional();
    }

    /** The newest result of each of these tubes that has one, by barcode. */
    public Map<String, StoredResult> newest(Country country, Collection<String> barcodes) {
        return jdbc
                .sql("SELECT DISTINCT ON (barcode) " + STORED + "\n" + """
                          FROM tube_result
                         WHERE barcode = ANY(CAST(:barcodes AS text[])) AND country_code = :country
                         ORDER BY barcode, revision DESC
                        """)
                .param("barcodes", barcodes.toArray(String[]::new))
                .param("country", country.code())
                .query((row, n) -> stored(row))
                .list()
                .stream()
                .collect(Collectors.toMap(StoredResult::barcode, Function.identity()));
    }

    private static StoredResult stored(ResultSet row) throws SQLException {
        String country = row.getString("country_code");
        UUID lab = row.getObject("lab_site", UUID.class);
        return new StoredResult(
                new ResultId(row.getObject("id", UUID.class), country),
                row.getString("barcode"),
                row.getInt("revision"),
                Outcome.valueOf(row.getString("outcome")),
                row.getTimestamp("tested_at").toInstant(),
                lab == null ? null : new SiteId(lab, country));
    }

    private static <T> String[] column(List<T> rows, Function<T, Object> value) {
        return rows.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
