package org.meridian.sampling.tube;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.SiteId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tubes' rows. Each step is one statement: the tube and its event, or neither. */
@Repository
public class Tubes {

    private final JdbcClient jdbc;
    private final Topology topology;

    Tubes(JdbcClient jdbc, Topology topology) {
        this.jdbc = jdbc;
        this.topology = topology;
    }

    public Optional<Tube> find(Barcode barcode, Country country) {
        return jdbc.sql("SELECT " + Tube.COLUMNS + " FROM tube WHERE barcode = :barcode AND country_code = :country")
                .param("barcode", barcode.value())
                .param("country", country.code())
                .query(Tube::of)
                .optional();
    }

    /** One parameter for many barcodes; they contain no comma. */
    public static String joined(List<Barcode> barcodes) {
        return barcodes.stream().map(Barcode::value).collect(Collectors.joining(","));
    }

    /**
     * What happened to a tube, the first first: in the order of the states. The times don't tell it to the millisecond,
     * a step takes its time before it waits for the tube's row.
     */
    List<TubeEvent> history(Barcode barcode, Country country) {
        return jdbc
                .sql("""
                        SELECT state, actor, reason, device_time, server_time FROM tube_event
                         WHERE barcode = :barcode AND country_code = :country
                        """)
                .param("barcode", barcode.value())
                .param("country", country.code())
                .query(TubeEvent::of)
                .list()
                .stream()
                .sorted(Comparator.comparing(TubeEvent::state))
                .toList();
    }

    /**
     * One step to the next state, from any state that leads there; a tube is sealed only with somebody in it.
     *
     * @param site whose tube it must be; any site's of the country when absent
     * @return empty when the tube is not so, and stays as it is
     */
    Optional<Tube> move(Barcode barcode, Country country, @Nullable SiteId site, TubeState next, Step step) {
        return jdbc.sql("""
                        WITH moved AS (
                            UPDATE tube SET state = :next
                             WHERE barcode = :barcode AND country_code = :country AND state IN (:sources)
                               AND (CAST(:site AS uuid) IS NULL OR site_id = CAST(:site AS uuid))
                               AND (filled > 0 OR :next <> 'SEALED')
                         RETURNING barcode, country_code, site_id, state, capacity, filled, opened_at
                        ), event AS (
                            INSERT INTO tube_event
                                   (barcode, country_code, state, actor, reason, device_time, server_time)
                            SELECT barcode, :country, :next, :actor, :reason, CAST(:device AS timestamptz),
                                   CAST(:now AS timestamptz)
                              FROM moved
                        )
                        SELECT barcode, country_code, site_id, state, capacity, filled, opened_at FROM moved
                        """)
                .param("barcode", barcode.value())
                .param("country", country.code())
                .param("site", site == null ? null : site.id())
                .param("next", next.name())
                .param("sources", next.sources().stream().map(Enum::name).toList())
                .param("actor", step.actor())
                .param("reason", step.reason())
                .param("device", timestamp(step.deviceTime()))
                .param("now", timestamp(step.serverTime()))
                .query(Tube::of)
                .optional();
    }

    /** What the lab told of one tube. */
    record Resulted(Barcode barcode, Instant testedAt) {}

    /**
     * Moves every one of these tubes that is sealed or received on to its result, with the steps between: one statement,
     * however many. The others stay as they are.
     *
     * @return how many steps were made
     */
    int resulted(List<Resulted> told, Country country, String actor, Instant now) {
        return jdbc.sql("""
                        WITH told AS (
                            SELECT DISTINCT ON (barcode) barcode, tested_at
                              FROM unnest(CAST(:barcodes AS text[]), CAST(:testedAt AS timestamptz[]))
                                AS t(barcode, tested_at)
                        ), moved AS (
                            UPDATE %s t SET state = 'RESULTED'
                              FROM told
                             WHERE t.barcode = told.barcode AND t.country_code = :country
                               AND t.state IN ('SEALED', 'RECEIVED')
                         RETURNING t.barcode, told.tested_at
                        )
                        INSERT INTO tube_event (barcode, country_code, state, actor, device_time, server_time)
                        SELECT barcode, :country, step.state, :actor, tested_at, CAST(:now AS timestamptz)
                          FROM moved, (VALUES ('RECEIVED'), ('RESULTED')) AS step(state)
                        ON CONFLICT DO NOTHING
                        """.formatted(topology.partitionOf(country).of("tube")))
                .param(
                        "barcodes",
                        told.stream().map(one -> one.barcode().value()).toArray(String[]::new))
                .param(
                        "testedAt",
                        told.stream().map(one -> one.testedAt().toString()).toArray(String[]::new))
                .param("country", country.code())
                .param("actor", actor)
                .param("now", timestamp(now))
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
