package org.meridian.sampling.tube;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.BatchWriter;
import org.meridian.platform.id.SiteId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Moves tubes on to one state: those that come at the same time together, each with its event. */
final class Moves implements BatchWriter<Moves.Wanted, Moving> {

    /** The tubes are held in one order, as whoever puts samples into them holds them, before the first one is changed. */
    private static final String MOVE = """
            WITH asked AS MATERIALIZED (
                SELECT *
                  FROM unnest(CAST(:barcodes AS text[]), CAST(:sites AS uuid[]), CAST(:actors AS text[]),
                              CAST(:devices AS timestamptz[]), CAST(:nows AS timestamptz[]))
                    AS a(barcode, site_id, actor, device_time, server_time)
            ), held AS MATERIALIZED (
                SELECT barcode, site_id
                  FROM tube
                 WHERE barcode = ANY(CAST(:barcodes AS text[])) AND country_code = :country AND state IN (:sources)
                 ORDER BY barcode
                   FOR UPDATE
            ), moved AS (
                UPDATE tube SET state = :next
                  FROM asked a JOIN held h ON h.barcode = a.barcode AND (a.site_id IS NULL OR a.site_id = h.site_id)
                 WHERE tube.barcode = h.barcode AND tube.country_code = :country
                   AND tube.barcode = ANY(CAST(:barcodes AS text[])) -- another node is told which
                   AND tube.state IN (:sources) AND (tube.filled > 0 OR :next <> 'SEALED')
             RETURNING tube.barcode, tube.country_code, tube.site_id, tube.state, tube.capacity, tube.filled,
                       tube.opened_at, a.actor, a.device_time, a.server_time
            ), event AS (
                INSERT INTO tube_event (barcode, country_code, state, actor, device_time, server_time)
                SELECT barcode, :country, :next, actor, device_time, server_time FROM moved
            )
            SELECT barcode, country_code, site_id, state, capacity, filled, opened_at FROM moved
            """;

    private final JdbcClient jdbc;
    private final TubeState next;
    private final List<String> sources;

    Moves(JdbcClient jdbc, TubeState next) {
        this.jdbc = jdbc;
        this.next = next;
        this.sources = next.sources().stream().map(Enum::name).toList();
    }

    /** @param site whose tube it must be; any site's of the country when absent */
    record Wanted(Barcode barcode, @Nullable SiteId site, Step step) {

        /** Who asks for the same twice gets the same. */
        record Same(Barcode barcode, @Nullable SiteId site) {}

        Same same() {
            return new Same(barcode, site);
        }

        boolean mayBe(Tube tube) {
            return site == null || site.equals(tube.site());
        }
    }

    /** One statement when all succeed; those that do not are looked into by one more. */
    @Override
    public List<Moving> write(Country country, List<Wanted> wanted) {
        Map<Wanted.Same, Wanted> firsts = new LinkedHashMap<>();
        wanted.forEach(one -> firsts.putIfAbsent(one.same(), one));
        Map<Barcode, Tube> moved = move(country, List.copyOf(firsts.values()));
        List<Wanted> others = firsts.values().stream()
                .filter(one -> !moved.containsKey(one.barcode()))
                .toList();
        Map<Barcode, Tube> stay = others.isEmpty() ? Map.of() : look(country, others);
        return wanted.stream().map(one -> outcome(one, moved, stay)).toList();
    }

    private static Moving outcome(Wanted one, Map<Barcode, Tube> moved, Map<Barcode, Tube> stay) {
        Tube gone = moved.get(one.barcode());
        Tube there = gone == null ? stay.get(one.barcode()) : gone;
        if (there == null || !one.mayBe(there)) {
            return new Moving.NoSuchTube(); // another site's is as if it were not there
        }
        return gone == null ? new Moving.Stays(there) : new Moving.Moved(there);
    }

    private Map<Barcode, Tube> move(Country country, List<Wanted> wanted) {
        return byBarcode(jdbc.sql(MOVE)
                .param("country", country.code())
                .param("next", next.name())
                .param("sources", sources)
                .param("barcodes", column(wanted, Wanted::barcode))
                .param(
                        "sites",
                        column(
                                wanted,
                                one -> one.site() == null ? null : one.site().id()))
                .param("actors", column(wanted, one -> one.step().actor()))
                .param("devices", column(wanted, one -> one.step().deviceTime()))
                .param("nows", column(wanted, one -> one.step().serverTime())));
    }

    private Map<Barcode, Tube> look(Country country, List<Wanted> wanted) {
        return byBarcode(jdbc.sql("SELECT " + Tube.COLUMNS
                        + " FROM tube WHERE barcode = ANY(CAST(:barcodes AS text[])) AND country_code = :country")
                .param("country", country.code())
                .param("barcodes", column(wanted, Wanted::barcode)));
    }

    private static Map<Barcode, Tube> byBarcode(JdbcClient.StatementSpec statement) {
        Map<Barcode, Tube> tubes = new HashMap<>();
        statement.query(Tube::of).list().forEach(tube -> tubes.put(tube.barcode(), tube));
        return tubes;
    }

    private static @Nullable String[] column(List<Wanted> wanted, Function<Wanted, @Nullable Object> value) {
        return wanted.stream()
                .map(value)
                .map(one -> one == null ? null : Objects.toString(one))
                .toArray(String[]::new);
    }
}
