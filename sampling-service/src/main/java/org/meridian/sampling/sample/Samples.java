package org.meridian.sampling.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.meridian.db.data.CountryStatements;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.BatchWriter;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.TubeState;
import org.springframework.stereotype.Repository;

/** Puts samples into tubes: those that come at the same time together. */
@Repository
class Samples implements BatchWriter<Sample, Adding> {

    /**
     * One statement holds the tubes, gives out their free places in the order of the samples, and puts those there that
     * got one. Whoever else wants a place in one of these tubes waits for its row, and sees the count that is left.
     */
    private static final String PUT = """
            WITH asked AS MATERIALIZED (
                SELECT *
                  FROM unnest(CAST(:ids AS uuid[]), CAST(:barcodes AS text[]), CAST(:sites AS uuid[]),
                              CAST(:residents AS uuid[]), CAST(:homes AS text[]), CAST(:samplers AS uuid[]),
                              CAST(:sampledAt AS timestamptz[]), CAST(:recordedAt AS timestamptz[]))
                       WITH ORDINALITY
                    AS a(id, barcode, site_id, resident_id, resident_country, sampled_by, sampled_at, recorded_at, turn)
            ), held AS MATERIALIZED (
                SELECT barcode, site_id, filled, capacity
                  FROM {tube}
                 WHERE barcode = ANY(CAST(:barcodes AS text[])) AND country_code = :country AND state = 'OPEN'
                 ORDER BY barcode
                   FOR UPDATE
            ), wanted AS (
                SELECT a.*, h.capacity, h.filled + row_number() OVER (PARTITION BY a.barcode ORDER BY a.turn) AS place
                  FROM asked a
                  JOIN held h ON h.barcode = a.barcode AND h.site_id = a.site_id
                 WHERE NOT EXISTS (SELECT 1 FROM {sample} s
                                    WHERE s.barcode = a.barcode AND s.resident_id = a.resident_id
                                      AND s.barcode = ANY(CAST(:barcodes AS text[])) AND s.country_code = :country)
            ), placed AS MATERIALIZED (
                SELECT * FROM wanted WHERE place <= capacity
            ), fuller AS (
                UPDATE {tube} t SET filled = p.place
                  FROM (SELECT barcode, max(place) AS place FROM placed GROUP BY barcode) p
                 WHERE t.barcode = p.barcode AND t.country_code = :country
                   AND t.barcode = ANY(CAST(:barcodes AS text[])) -- another node is told which
            ), put AS (
                INSERT INTO sample (id, country_code, barcode, site_id, resident_id, resident_country,
                                    sampled_by, sampled_at, recorded_at)
                SELECT id, :country, barcode, site_id, resident_id, resident_country, sampled_by, sampled_at, recorded_at
                  FROM placed
            )
            SELECT id, place, capacity FROM placed
            """;

    private static final String LOOK = """
            SELECT a.turn, t.site_id, t.country_code, t.state, t.filled, t.capacity, s.id AS member
              FROM unnest(CAST(:barcodes AS text[]), CAST(:residents AS uuid[])) WITH ORDINALITY
                AS a(barcode, resident_id, turn)
              JOIN {tube} t ON t.barcode = a.barcode AND t.country_code = :country
                         AND t.barcode = ANY(CAST(:barcodes AS text[]))
              LEFT JOIN {sample} s ON s.barcode = a.barcode AND s.country_code = :country
                                AND s.resident_id = a.resident_id
                                AND s.barcode = ANY(CAST(:barcodes AS text[]))
            """;

    private final CountryStatements statements;
    private final SampledAbroad abroad;

    Samples(CountryStatements statements, SampledAbroad abroad) {
        this.statements = statements;
        this.abroad = abroad;
    }

    /** Who goes into which tube by whom: what a second sample of it would be refused for. */
    private record Want(Barcode barcode, SiteId site, ResidentId resident) {

        static Want of(Sample sample) {
            return new Want(sample.barcode(), sample.site(), sample.resident());
        }
    }

    /** Each in its turn. A homes' desk of a traveller is told in the same transaction. */
    @Override
    public List<Adding> write(Country country, List<Sample> samples) {
        Map<Want, Sample> firsts = new LinkedHashMap<>();
        samples.forEach(sample -> firsts.putIfAbsent(Want.of(sample), sample));
        List<Sample> asked = List.copyOf(firsts.values());
        Map<UUID, Adding> outcomes = put(country, asked);
        List<Sample> others = asked.stream()
                .filter(sample -> !outcomes.containsKey(sample.id().id()))
                .toList();
        abroad.tell(
                country,
                asked.stream()
                        .filter(sample -> outcomes.containsKey(sample.id().id()) && sample.isOfTraveller())
                        .map(Sample::resident)
                        .toList());
        if (!others.isEmpty()) {
            whyNot(country, others, outcomes);
        }
        List<Adding> inTurn = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            Sample first = Objects.requireNonNull(firsts.get(Want.of(sample)));
            Adding outcome = Objects.requireNonNull(outcomes.get(first.id().id()));
            boolean second = outcome instanceof Adding.Added && !first.id().equals(sample.id());
            inTurn.add(second ? new Adding.AlreadyIn() : outcome);
        }
        return inTurn;
    }

    private Map<UUID, Adding> put(Country country, List<Sample> samples) {
        Map<UUID, Adding> added = new HashMap<>();
        statements
                .sql(PUT, country)
                .param("ids", column(samples, sample -> sample.id().id()))
                .param("barcodes", column(samples, sample -> sample.barcode().value()))
                .param("sites", column(samples, sample -> sample.site().id()))
                .param("residents", column(samples, sample -> sample.resident().id()))
                .param("homes", column(samples, sample -> sample.resident().countryCode()))
                .param("samplers", column(samples, sample -> sample.sampledBy().id()))
                .param("sampledAt", column(samples, Sample::sampledAt))
                .param("recordedAt", column(samples, Sample::recordedAt))
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    added.put(
                            id,
                            new Adding.Added(
                                    new SampleId(id, country.code()), row.getInt("place"), row.getInt("capacity")));
                });
        return added;
    }

    private void whyNot(Country country, List<Sample> samples, Map<UUID, Adding> outcomes) {
        samples.forEach(sample -> outcomes.put(sample.id().id(), new Adding.NoSuchTube()));
        statements
                .sql(LOOK, country)
                .param("barcodes", column(samples, sample -> sample.barcode().value()))
                .param("residents", column(samples, sample -> sample.resident().id()))
                .query(row -> {
                    Sample sample = samples.get(row.getInt("turn") - 1);
                    outcomes.put(sample.id().id(), reason(row, sample));
                });
    }

    private static Adding reason(ResultSet row, Sample sample) throws SQLException {
        SiteId site = new SiteId(row.getObject("site_id", UUID.class), row.getString("country_code"));
        TubeState state = TubeState.valueOf(row.getString("state"));
        UUID member = row.getObject("member", UUID.class);
        if (!site.equals(sample.site())) {
            return new Adding.NoSuchTube();
        }
        if (sample.id().id().equals(member)) {
            // the connection was lost at the commit and the transaction repeated: it had succeeded
            return new Adding.Added(sample.id(), row.getInt("filled"), row.getInt("capacity"));
        }
        if (state != TubeState.OPEN) {
            return new Adding.NotOpen(state);
        }
        return member != null ? new Adding.AlreadyIn() : new Adding.Full(row.getInt("capacity"));
    }

    private static String[] column(List<Sample> samples, Function<Sample, Object> value) {
        return samples.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
