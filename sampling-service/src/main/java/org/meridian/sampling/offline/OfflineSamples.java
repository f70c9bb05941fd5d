package org.meridian.sampling.offline;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.sampling.offline.Candidate.SoundSample;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.Tubes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** A batch's samples: read and written for all of its items at once, so that its length adds no statements. */
@Repository
class OfflineSamples {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OfflineSamples(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A sample that is there. */
    record Present(SampleId id, Barcode barcode, UUID resident) {}

    /** Everybody who is in these tubes. */
    List<Present> in(Collection<Barcode> barcodes, SiteId site) {
        return jdbc.sql("""
                        SELECT s.id, s.barcode, s.resident_id
                          FROM unnest(string_to_array(:barcodes, ',')) AS held(barcode)
                         CROSS JOIN LATERAL (
                            SELECT id, barcode, resident_id FROM sample
                             WHERE sample.barcode = held.barcode AND country_code = :country
                            OFFSET 0) AS s
                        """)
                .param("country", site.countryCode())
                .param("barcodes", Tubes.joined(List.copyOf(barcodes)))
                .query((row, number) -> new Present(
                        new SampleId(row.getObject("id", UUID.class), site.countryCode()),
                        new Barcode(row.getString("barcode")),
                        row.getObject("resident_id", UUID.class)))
                .list();
    }

    /** The samples of the site that came with one of these client ids before. */
    Map<String, Present> sentBefore(Collection<String> clientIds, SiteId site) {
        Map<String, Present> before = new HashMap<>();
        jdbc.sql("""
                        SELECT s.client_id, s.id, s.barcode, s.resident_id
                          FROM unnest(string_to_array(:clientIds, ',')) AS sent(client_id)
                         CROSS JOIN LATERAL (
                            SELECT client_id, id, barcode, resident_id FROM sample
                             WHERE sample.client_id = sent.client_id AND site_id = :site AND country_code = :country
                            OFFSET 0) AS s
                        """)
                .param("country", site.countryCode())
                .param("site", site.id())
                .param("clientIds", String.join(",", clientIds))
                .query((row, number) -> before.put(
                        row.getString("client_id"),
                        new Present(
                                new SampleId(row.getObject("id", UUID.class), site.countryCode()),
                                new Barcode(row.getString("barcode")),
                                row.getObject("resident_id", UUID.class))))
                .list();
        return before;
    }

    private record Row(
            UUID id,
            String barcode,
            UUID resident_id,
            String resident_country,
            String client_id,
            Instant sampled_at,
            @Nullable Long device_sequence) {
        static Row of(SoundSample sound) {
            return new Row(
                    sound.id().id(),
                    sound.barcode().value(),
                    sound.resident().id(),
                    sound.resident().countryCode(),
                    sound.clientId(),
                    sound.at(),
                    sound.sequence());
        }
    }

    void insert(List<SoundSample> accepted, SiteId site, StaffId sampler, Instant now) {
        jdbc.sql("""
                        INSERT INTO sample (id, country_code, barcode, site_id, resident_id, resident_country, client_id,
                                            sampled_by, sampled_at, recorded_at, device_sequence)
                        SELECT r.id, CAST(:country AS text), r.barcode, CAST(:site AS uuid), r.resident_id,
                               r.resident_country, r.client_id, CAST(:sampler AS uuid), r.sampled_at,
                               CAST(:now AS timestamptz), r.device_sequence
                          FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                            AS r(id uuid, barcode text, resident_id uuid, resident_country text, client_id text,
                                 sampled_at timestamptz, device_sequence bigint)
                        """)
                .param("country", site.countryCode())
                .param("site", site.id())
                .param("sampler", sampler.id())
                .param("now", Timestamp.from(now))
                .param(
                        "rows",
                        json.writeValueAsString(accepted.stream().map(Row::of).toList()))
                .update();
    }
}
