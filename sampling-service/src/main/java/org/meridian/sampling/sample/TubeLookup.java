package org.meridian.sampling.sample;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.TubeState;
import org.meridian.sampling.tube.Tubes;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Many tubes with their people, by two statements, however many: a lab's file of a million rows asks a thousand times. */
@Repository
public class TubeLookup {

    private final JdbcClient jdbc;

    TubeLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the barcodes that there are, in no order. */
    public List<TubeFound> find(List<Barcode> barcodes, Country country) {
        Map<String, TubeFound> found = LinkedHashMap.newLinkedHashMap(barcodes.size());
        if (barcodes.isEmpty()) {
            return List.of();
        }
        String joined = Tubes.joined(barcodes);
        tubes(
                joined,
                country,
                row -> found.put(
                        row.getString(1),
                        new TubeFound(
                                new Barcode(row.getString(1)),
                                TubeState.valueOf(row.getString(2)),
                                row.getInt(3),
                                new SiteId(row.getObject(4, UUID.class), country.code()),
                                row.getString(5),
                                new ArrayList<>(row.getInt(6)))));
        members(joined, country, row -> {
            TubeFound tube = found.get(row.getString(1));
            if (tube != null) {
                tube.members()
                        .add(new Member(
                                new SampleId(row.getObject(2, UUID.class), country.code()),
                                new ResidentId(row.getObject(3, UUID.class), row.getString(4)),
                                row.getObject(5, OffsetDateTime.class).toInstant(),
                                row.getBoolean(6)));
            }
        });
        return List.copyOf(found.values());
    }

    private void tubes(String barcodes, Country country, RowCallbackHandler each) {
        jdbc.sql("""
                        SELECT t.barcode, t.state, t.capacity, t.site_id, p.division, t.filled
                          FROM tube t
                          JOIN site p ON p.id = t.site_id AND p.country_code = :country
                         WHERE t.country_code = :country AND t.barcode = ANY (string_to_array(:barcodes, ','))
                        """)
                .param("country", country.code())
                .param("barcodes", barcodes)
                .query(each);
    }

    /** One look into the index for each tube, whatever the planner believes of the table. What a desk did offline in its order. */
    private void members(String barcodes, Country country, RowCallbackHandler each) {
        jdbc.sql("""
                        SELECT wanted.barcode, m.id, m.resident_id, m.resident_country, m.taken_at, m.offline
                          FROM unnest(string_to_array(:barcodes, ',')) AS wanted(barcode)
                         CROSS JOIN LATERAL (
                            SELECT id, resident_id, resident_country, client_id IS NOT NULL AS offline,
                                   LEAST(sampled_at, recorded_at) AS taken_at
                              FROM sample
                             WHERE sample.barcode = wanted.barcode AND country_code = :country
                             ORDER BY device_sequence NULLS FIRST, recorded_at, sampled_at, id
                            OFFSET 0) AS m
                        """)
                .param("country", country.code())
                .param("barcodes", barcodes)
                .query(each);
    }
}
