package org.meridian.sampling.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.tube.TubeState;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Puts one sample into one tube. */
@Repository
class Samples {

    private final JdbcClient jdbc;

    Samples(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Place(int filled, int capacity) {}

    /**
     * One statement takes a place in the tube and puts the sample there. Samplers who come at once queue for the tube's
     * row, and each sees the count that the one before left; a person scanned twice at once is stopped by the unique key.
     */
    Adding add(Sample sample) {
        try {
            Optional<Place> place = take(sample);
            return place.isPresent()
                    ? new Adding.Added(
                            sample.id(), place.get().filled(), place.get().capacity())
                    : whyNot(sample);
        } catch (DuplicateKeyException twiceAtOnce) {
            return new Adding.AlreadyIn();
        }
    }

    private Optional<Place> take(Sample sample) {
        return jdbc.sql("""
                        WITH place AS (
                            UPDATE tube SET filled = filled + 1
                             WHERE barcode = :barcode AND country_code = :country AND site_id = :site
                               AND state = 'OPEN' AND filled < capacity
                               AND NOT EXISTS (SELECT 1 FROM sample s
                                                WHERE s.barcode = :barcode AND s.resident_id = :resident
                                                  AND s.country_code = :country)
                         RETURNING barcode, site_id, filled, capacity
                        ), put AS (
                            INSERT INTO sample (id, country_code, barcode, site_id, resident_id, resident_country,
                                                sampled_by, sampled_at, recorded_at)
                            SELECT :id, :country, barcode, site_id, :resident, :home,
                                   :sampler, CAST(:sampledAt AS timestamptz), CAST(:now AS timestamptz)
                              FROM place
                        )
                        SELECT filled, capacity FROM place
                        """)
                .param("id", sample.id().id())
                .param("country", sample.site().countryCode())
                .param("barcode", sample.barcode().value())
                .param("site", sample.site().id())
                .param("resident", sample.resident().id())
                .param("home", sample.resident().countryCode())
                .param("sampler", sample.sampledBy().id())
                .param("sampledAt", Timestamp.from(sample.sampledAt()))
                .param("now", Timestamp.from(sample.recordedAt()))
                .query((row, number) -> new Place(row.getInt("filled"), row.getInt("capacity")))
                .optional();
    }

    private Adding whyNot(Sample sample) {
        return jdbc.sql("""
                        SELECT t.site_id, t.country_code, t.state, t.filled, t.capacity, s.id AS member
                          FROM tube t
                          LEFT JOIN sample s ON s.barcode = t.barcode AND s.country_code = :country
                                            AND s.resident_id = :resident
                         WHERE t.barcode = :barcode AND t.country_code = :country
                        """)
                .param("country", sample.site().countryCode())
                .param("barcode", sample.barcode().value())
                .param("resident", sample.resident().id())
                .query((row, number) -> reason(row, sample))
                .optional()
                .orElseGet(Adding.NoSuchTube::new);
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
}
