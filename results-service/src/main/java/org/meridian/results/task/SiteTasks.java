package org.meridian.results.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.results.person.SampleId;
import org.meridian.results.verdict.Need;
import org.meridian.results.verdict.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tasks of a site, page by page. One whose time is over is expired, whether or not it has been closed yet. */
@Repository
public class SiteTasks {

    private final JdbcClient jdbc;
    private final Clock clock;

    SiteTasks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * In the order of their ids, which is that of the samples.
     *
     * @param state only those, null for all
     * @param after the last of the page before, null for the first page
     */
    public List<TaskView> of(SiteId site, @Nullable State state, @Nullable SampleId after, int limit) {
        return jdbc.sql("""
                        SELECT sample_id, country_code, kind, reason,
                               CASE WHEN state = 'OPEN' AND expires_at <= :now THEN 'EXPIRED' ELSE state END,
                               resident_id, resident_country, barcode, sampled_at, opened_at, expires_at,
                               CASE WHEN state = 'OPEN' AND expires_at <= :now THEN expires_at ELSE closed_at END
                          FROM retest_task
                         WHERE site_id = :site AND country_code = :country
                        """ + (state == null ? "" : " AND " + condition(state)) + """

                           AND (CAST(:after AS uuid) IS NULL OR sample_id > CAST(:after AS uuid))
                         ORDER BY sample_id
                         LIMIT :limit
                        """)
                .param("site", site.id())
                .param("country", site.countryCode())
                .param("now", Timestamp.from(clock.instant()))
                .param("after", after == null ? null : after.id())
                .param("limit", limit)
                .query((row, n) -> view(row))
                .list();
    }

    private static String condition(State state) {
        return switch (state) {
            case OPEN -> "state = 'OPEN' AND expires_at > :now";
            case EXPIRED -> "(state = 'EXPIRED' OR (state = 'OPEN' AND expires_at <= :now))";
            case DONE -> "state = 'DONE'";
            case CANCELLED -> "state = 'CANCELLED'";
        };
    }

    private static TaskView view(ResultSet row) throws SQLException {
        Timestamp closed = row.getTimestamp(12);
        return new TaskView(
                new SampleId(row.getObject(1, UUID.class), row.getString(2)),
                Need.valueOf(row.getString(3)),
                Outcome.valueOf(row.getString(4)),
                State.valueOf(row.getString(5)),
                new ResidentId(row.getObject(6, UUID.class), row.getString(7)),
                row.getString(8),
                row.getTimestamp(9).toInstant(),
                row.getTimestamp(10).toInstant(),
                row.getTimestamp(11).toInstant(),
                closed == null ? null : closed.toInstant());
    }
}
