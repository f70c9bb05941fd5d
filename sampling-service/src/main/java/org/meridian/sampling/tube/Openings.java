package org.meridian.sampling.tube;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.BatchWriter;
import org.meridian.sampling.site.SiteStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Opens tubes: those that come at the same time together, each with its event. */
@Repository
class Openings implements BatchWriter<Openings.Wanted, Opening> {

    /** Of two that want one barcode the first gets it. */
    private static final String OPEN = """
            WITH asked AS MATERIALIZED (
                SELECT DISTINCT ON (a.barcode) a.*
                  FROM unnest(CAST(:barcodes AS text[]), CAST(:sites AS uuid[]), CAST(:capacities AS int[]),
                              CAST(:actors AS text[]), CAST(:devices AS timestamptz[]), CAST(:nows AS timestamptz[]))
                       WITH ORDINALITY
                    AS a(barcode, site_id, capacity, actor, device_time, server_time, turn)
                  JOIN site s ON s.id = a.site_id AND s.country_code = :country AND s.status = 'APPROVED'
                             AND s.id = ANY(CAST(:sites AS uuid[])) -- another node is told which
                 ORDER BY a.barcode, a.turn
            ), opened AS (
                INSERT INTO tube (barcode, country_code, site_id, capacity, filled, state, opened_at)
                SELECT barcode, :country, site_id, capacity, 0, 'OPEN', server_time FROM asked
                ON CONFLICT DO NOTHING
                RETURNING barcode
            ), event AS (
                INSERT INTO tube_event (barcode, country_code, state, actor, device_time, server_time)
                SELECT barcode, :country, 'OPEN', actor, device_time, server_time
                  FROM asked JOIN opened USING (barcode)
            )
            SELECT turn FROM asked JOIN opened USING (barcode)
            """;

    private static final String LOOK = """
            SELECT a.turn, s.status, t.barcode, t.country_code, t.site_id, t.state, t.capacity, t.filled, t.opened_at
              FROM unnest(CAST(:barcodes AS text[]), CAST(:sites AS uuid[])) WITH ORDINALITY
                AS a(barcode, site_id, turn)
              LEFT JOIN site s ON s.id = a.site_id AND s.country_code = :country AND s.id = ANY(CAST(:sites AS uuid[]))
              LEFT JOIN tube t ON t.barcode = a.barcode AND t.country_code = :country
                              AND t.barcode = ANY(CAST(:barcodes AS text[]))
            """;

    private final JdbcClient jdbc;

    Openings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A tube as it will be when it is open, and who opens it. */
    record Wanted(Tube tube, Step step) {}

    /** One statement when all succeed; those that do not are looked into by one more. */
    @Override
    public List<Opening> write(Country country, List<Wanted> wanted) {
        @Nullable Opening[] outcomes = new Opening[wanted.size()];
        jdbc.sql(OPEN)
                .param("country", country.code())
                .param("barcodes", column(wanted, one -> one.tube().barcode()))
                .param("sites", column(wanted, one -> one.tube().site().id()))
                .param("capacities", column(wanted, one -> one.tube().capacity()))
                .param("actors", column(wanted, one -> one.step().actor()))
                .param("devices", column(wanted, one -> one.step().deviceTime()))
                .param("nows", column(wanted, one -> one.step().serverTime()))
                .query(row -> {
                    int index = row.getInt("turn") - 1;
                    outcomes[index] = new Opening.Opened(wanted.get(index).tube());
                });
        List<Integer> others = IntStream.range(0, outcomes.length)
                .filter(i -> outcomes[i] == null)
                .boxed()
                .toList();
        if (!others.isEmpty()) {
            whyNot(country, others.stream().map(wanted::get).toList(), (turn, why) -> outcomes[others.get(turn)] = why);
        }
        return Arrays.asList(outcomes);
    }

    /** Receives what became of the one that stands so far from the first. */
    @FunctionalInterface
    private interface Finding {
        void of(int index, Opening outcome);
    }

    private void whyNot(Country country, List<Wanted> refused, Finding finding) {
        jdbc.sql(LOOK)
                .param("country", country.code())
                .param("barcodes", column(refused, one -> one.tube().barcode()))
                .param("sites", column(refused, one -> one.tube().site().id()))
                .query(row -> {
                    int index = row.getInt("turn") - 1;
                    finding.of(index, reason(row, refused.get(index).tube()));
                });
    }

    private static Opening reason(ResultSet row, Tube wanted) throws SQLException {
        String status = row.getString("status");
        if (status == null) {
            return new Opening.NoSuchSite();
        }
        if (SiteStatus.valueOf(status) != SiteStatus.APPROVED) {
            return new Opening.SiteNotApproved(SiteStatus.valueOf(status));
        }
        // ours when the connection was lost at the commit and the transaction was repeated
        boolean ours = row.getString("barcode") != null && Tube.of(row, 0).equals(wanted);
        return ours ? new Opening.Opened(wanted) : new Opening.BarcodeTaken();
    }

    private static @Nullable String[] column(List<Wanted> wanted, Function<Wanted, @Nullable Object> value) {
        return wanted.stream()
                .map(value)
                .map(one -> one == null ? null : one.toString())
                .toArray(String[]::new);
    }
}
