package org.meridian.sampling.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.db.data.CountryStatements;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.TubeState;
import org.meridian.sampling.tube.Tubes;
import org.springframework.stereotype.Repository;

/** Many tubes with their people, by one statement, however many: a lab's file of a million rows asks a thousand times. */
@Repository
public class TubeLookup {

    /** One look into the samples' index for each tube, whatever the planner believes of the table. What a desk did offline in its order. */
    private static final String FIND = """
            WITH found AS MATERIALIZED (
                SELECT t.barcode, t.state, t.capacity, t.site_id, p.division, t.filled
                  FROM {tube} t
                  JOIN {site} p ON p.id = t.site_id AND p.country_code = :country
                 WHERE t.country_code = :country AND t.barcode = ANY (string_to_array(:barcodes, ','))
            )
            SELECT found.*, m.id, m.resident_id, m.resident_country, m.taken_at, m.offline
              FROM found
              LEFT JOIN LATERAL (
                SELECT id, resident_id, resident_country, client_id IS NOT NULL AS offline,
                       LEAST(sampled_at, recorded_at) AS taken_at
                  FROM {sample} s
                 WHERE s.barcode = found.barcode AND country_code = :country
                 ORDER BY device_sequence NULLS FIRST, recorded_at, sampled_at, id
                OFFSET 0) AS m ON true
            """;

    private final CountryStatements statements;

    TubeLookup(CountryStatements statements) {
        this.statements = statements;
    }

    /** Those of the barcodes that there are, in no order. */
    public List<TubeFound> find(List<Barcode> barcodes, Country country) {
        if (barcodes.isEmpty()) {
            return List.of();
        }
        Map<String, TubeFound> found = LinkedHashMap.newLinkedHashMap(barcodes.size());
        statements.sql(FIND, country).param("barcodes", Tubes.joined(barcodes)).query(row -> {
            String barcode = row.getString(1);
            TubeFound tube = found.get(barcode);
            if (tube == null) {
                tube = tube(row, country);
                found.put(barcode, tube);
            }
            UUID sample = row.getObject(7, UUID.class);
            if (sample != null) {
                tube.members().add(member(row, sample, country));
            }
        });
        return List.copyOf(found.values());
    }

    private static TubeFound tube(ResultSet row, Country country) throws SQLException {
        return new TubeFound(
                new Barcode(row.getString(1)),
                TubeState.valueOf(row.getString(2)),
                row.getInt(3),
                new SiteId(row.getObject(4, UUID.class), country.code()),
                row.getString(5),
                new ArrayList<>(row.getInt(6)));
    }

    private static Member member(ResultSet row, UUID sample, Country country) throws SQLException {
        return new Member(
                new SampleId(sample, country.code()),
                new ResidentId(row.getObject(8, UUID.class), row.getString(9)),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getBoolean(11));
    }
}
