package org.meridian.results.tube;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;
import org.meridian.results.verdict.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log of what laboratories reported. */
@Repository
public class TubeResults {

    private final JdbcClient jdbc;
    private final Clock clock;

    TubeResults(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record First(UUID id, Outcome outcome, Instant testedAt) {}

    /**
     * Appends first results, with one statement; a second one only when some tube had a result before. The database
     * decides who is first, so it does not matter how many do this at once. A repetition with the same ids finds its own
     * rows and says so.
     *
     * @return for each result, in its place, what became of it
     */
    public List<Appended> append(Country country, List<TubeResult> results) {
        if (insert(country, results) == results.size()) {
            return results.stream().map(result -> Appended.NEW).toList();
        }
        Map<String, First> firsts = firsts(country, results);
        return results.stream()
                .map(result -> appended(result, Objects.requireNonNull(firsts.get(result.barcode()))))
                .toList();
    }

    private static Appended appended(TubeResult result, First first) {
        if (first.id().equals(result.id().id())) {
            return Appended.NEW;
        }
        return first.outcome() == result.outcome() && first.testedAt().equals(result.testedAt())
                ? Appended.ALREADY_THERE
                : Appended.CONTRADICTS;
    }

    private int insert(Country country, List<TubeResult> results) {
        // files that overlap take their locks in one order, so they wait for each other instead of colliding
        List<TubeResult> ordered = results.stream()
                .sorted(Comparator.comparing(TubeResult::barcode)) // stable: the first row of a tube stays first
                .toList();
        return jdbc.sql("""
                        INSERT INTO tube_result (id, country_code, barcode, revision, outcome, tested_at, device, ct,
                                                 receipt_id, corrects, recorded_at, site_id, division, capacity,
                                                 people, loinc, reason, lab_site)
                        SELECT r.id, :country, r.barcode, 0, r.outcome, r.tested_at, r.device, r.ct,
                               r.receipt, NULL, CAST(:now AS timestamptz), r.site_id, r.division,
                               r.capacity, r.people, r.loinc, r.reason, r.lab_site
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:barcodes AS text[]), CAST(:outcomes AS text[]),
                                      CAST(:testedAt AS timestamptz[]), CAST(:devices AS text[]),
                                      CAST(:cts AS numeric[]), CAST(:sites AS uuid[]), CAST(:divisions AS text[]),
                                      CAST(:capacities AS int[]), CAST(:people AS int[]), CAST(:loincs AS text[]),
                                      CAST(:reasons AS text[]), CAST(:labs AS uuid[]), CAST(:receipts AS uuid[]))
                            AS r(id, barcode, outcome, tested_at, device, ct, site_id, division, capacity, people,
                                 loinc, reason, lab_site, receipt)
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", column(ordered, result -> result.id().id()))
                .param("barcodes", column(ordered, TubeResult::barcode))
                .param("outcomes", column(ordered, TubeResult::outcome))
                .param("testedAt", column(ordered, TubeResult::testedAt))
                .param("devices", column(ordered, TubeResult::device))
                .param("cts", column(ordered, TubeResult::ct))
                .param("sites", column(ordered, result -> uuid(result.origin().site())))
                .param("divisions", column(ordered, result -> result.origin().division()))
                .param("capacities", column(ordered, result -> result.origin().capacity()))
                .param("people", column(ordered, result -> result.origin().people()))
                .param("loincs", column(ordered, result -> result.origin().loinc()))
                .param("reasons", column(ordered, TubeResult::reason))
                .param("labs", column(ordered, result -> uuid(result.origin().labSite())))
                .param("receipts", column(ordered, TubeResult::receipt))
                .update();
    }

    private Map<String, First> firsts(Country country, List<TubeResult> results) {
        return jdbc
                .sql("""
                        SELECT barcode, id, outcome, tested_at
                          FROM tube_result
                         WHERE barcode = ANY(CAST(:barcodes AS text[])) AND revision = 0 AND country_code = :country
                        """)
                .param("barcodes", column(results, TubeResult::barcode))
                .param("country", country.code())
                .query((row, n) -> Map.entry(
                        row.getString(1),
                        new First(
                                row.getObject(2, UUID.class),
                                Outcome.valueOf(row.getString(3)),
                                row.getTimestamp(4).toInstant())))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static @Nullable UUID uuid(@Nullable SiteId site) {
        return site == null ? null : site.id();
    }

    private static @Nullable String[] column(List<TubeResult> results, Function<TubeResult, @Nullable Object> value) {
        return results.stream()
                .map(value)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
    }
}
