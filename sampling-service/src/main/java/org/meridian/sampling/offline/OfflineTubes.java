package org.meridian.sampling.offline;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.sampling.offline.Candidate.SoundSealing;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.TubeState;
import org.meridian.sampling.tube.Tubes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** A batch's tubes: opened, held, filled and sealed all at once, so that its length adds no statements. */
@Repository
class OfflineTubes {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OfflineTubes(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A tube whose row this transaction holds. */
    record Held(TubeState state, int capacity, int filled) {}

    /** @param openedAt by the desk's clock */
    record Opening(Barcode barcode, int capacity, Instant openedAt) {}

    /**
     * Opens those that don't exist, at an approved site. Where another batch opens the same one at this moment, this waits
     * for it; always in the same order, so that two batches can't wait for each other.
     *
     * @param openings in the order of their barcodes
     */
    void open(Collection<Opening> openings, SiteId site, StaffId sampler, Instant now) {
        jdbc.sql("""
                        WITH wanted AS MATERIALIZED (
                            SELECT r.barcode, r.capacity, r."openedAt" AS opened_at
                              FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                                AS r(barcode text, capacity int, "openedAt" timestamptz)
                             ORDER BY r.barcode
                        ), opened AS (
                            INSERT INTO tube (barcode, country_code, site_id, capacity, filled, state, opened_at)
                            SELECT w.barcode, CAST(:country AS text), s.id, w.capacity, 0, 'OPEN',
                                   CAST(:now AS timestamptz)
                              FROM wanted w
                              JOIN site s ON s.id = :site AND s.country_code = :country AND s.status = 'APPROVED'
                             ORDER BY w.barcode
                            ON CONFLICT DO NOTHING
                            RETURNING barcode
                        )
                        INSERT INTO tube_event (barcode, country_code, state, actor, device_time, server_time)
                        SELECT o.barcode, CAST(:country AS text), 'OPEN', :actor, w.opened_at,
                               CAST(:now AS timestamptz)
                          FROM opened o
                          JOIN wanted w ON w.barcode = o.barcode
                        """)
                .param("rows", json.writeValueAsString(openings))
                .param("country", site.countryCode())
                .param("site", site.id())
                .param("actor", sampler.toString())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Whether tubes can be opened at the site. */
    boolean mayOpen(SiteId site) {
        return jdbc.sql("SELECT status = 'APPROVED' FROM site WHERE id = :site AND country_code = :country")
                .param("site", site.id())
                .param("country", site.countryCode())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

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

    private record Sealed(String barcode, Instant sealedAt) {}

    /** Seals tubes that this transaction holds and knows to be open. */
    void seal(List<SoundSealing> sealings, SiteId site, StaffId sampler, Instant now) {
        List<Sealed> rows = sealings.stream()
                .map(sealing -> new Sealed(sealing.barcode().value(), sealing.at()))
                .toList();
        jdbc.sql("""
                        WITH sealed AS (
                            UPDATE tube SET state = 'SEALED'
                              FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(barcode text, "sealedAt" timestamptz)
                             WHERE tube.barcode = r.barcode AND tube.country_code = :country AND tube.state = 'OPEN'
                         RETURNING tube.barcode, r."sealedAt" AS sealed_at
                        )
                        INSERT INTO tube_event (barcode, country_code, state, actor, device_time, server_time)
                        SELECT barcode, CAST(:country AS text), 'SEALED', :actor, sealed_at, CAST(:now AS timestamptz)
                          FROM sealed
                        """)
                .param("rows", json.writeValueAsString(rows))
                .param("country", site.countryCode())
                .param("actor", sampler.toString())
                .param("now", Timestamp.from(now))
                .update();
    }
}
