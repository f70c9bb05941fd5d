package org.meridian.sampling.offline;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.sampling.offline.Candidate.Sound;
import org.meridian.sampling.sample.SampleId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.TubeState;
import org.meridian.sampling.tube.Tubes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** A batch's rows: read and written for all of its items at once, so that its length adds no statements. */
@Repository
class OfflineRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OfflineRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A tube whose row this transaction holds. */
    record Held(TubeState state, int capacity, int filled) {}

    /** A sample that is there. */
    record Present(SampleId id, Barcode barcode, UUID resident) {}

    /** Locks these tubes of the site, always in the same order, so that two batches can't wait for each other. */
    Map<Barcode, Held> hold(List<Barcode> barcodes, SiteId site) {
        Map<Barcode, Held> held = new HashMap<>();
        jdbc.sql("""
                        SELECT barcode, state, capacity, filled FROM tube
                         WHERE country_code = :country AND site_id = :site
                           AND barcode = ANY (string_to_array(:barcodes, ','))
                         ORDER BY barcode
                           FOR UPDATE
                        """)
                .param("country", site.countryCode())
                .param("site", site.id())
                .param("barcodes", Tubes.joined(barcodes))
                .query((row, number) -> held.put(
                        new Barcode(row.getString("barcode")),
                        new Held(
                                TubeState.valueOf(row.getString("state")),
                                row.getInt("capacity"),
                                row.getInt("filled"))))
                .list();
        return held;
    }

    /** Everybody who is in these tubes. */
    List<Present> members(Collection<Barcode> barcodes, SiteId site) {
        return jdbc.sql("""
                        SELECT id, barcode, resident_id FROM sample
                         WHERE country_code = :country AND barcode = ANY (string_to_array(:barcodes, ','))
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
                        SELECT client_id, id, barcode, resident_id FROM sample
                         WHERE country_code = :country AND site_id = :site
                           AND client_id = ANY (string_to_array(:clientIds, ','))
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
            UUID id, String barcode, UUID resident_id, String resident_country, String client_id, Instant sampled_at) {
        static Row of(Sound sound) {
            return new Row(
                    sound.id().id(),
                    sound.barcode().value(),
                    sound.resident().id(),
                    sound.resident().countryCode(),
                    sound.clientId(),
                    sound.sampledAt());
        }
    }

    void insert(List<Sound> accepted, SiteId site, StaffId sampler, Instant now) {
        jdbc.sql("""
                        INSERT INTO sample (id, country_code, barcode, site_id, resident_id, resident_country, client_id,
                                            sampled_by, sampled_at, recorded_at)
                        SELECT r.id, CAST(:country AS text), r.barcode, CAST(:site AS uuid), r.resident_id,
                               r.resident_country, r.client_id, CAST(:sampler AS uuid), r.sampled_at,
                               CAST(:now AS timestamptz)
                          FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                            AS r(id uuid, barcode text, resident_id uuid, resident_country text, client_id text,
                                 sampled_at timestamptz)
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

    private record Added(String barcode, int people) {}

    void fill(Map<Barcode, Integer> people, SiteId site) {
        List<Added> rows = people.entrySet().stream()
                .map(entry -> new Added(entry.getKey().value(), entry.getValue()))
                .toList();
        jdbc.sql("""
                        UPDATE tube SET filled = tube.filled + r.people
                          FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(barcode text, people int)
                         WHERE tube.barcode = r.barcode AND tube.country_code = :country
                        """)
                .param("country", site.countryCode())
                .param("rows", json.writeValueAsString(rows))
                .update();
    }
}
