package org.meridian.results.latest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Each person's latest result, to be read. */
@Repository
public class LatestResults {

    private final JdbcClient jdbc;

    LatestResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The latest results of those residents of one country who have one. */
    public List<LatestResult> of(Country country, List<ResidentId> residents) {
        return jdbc.sql("""
                        SELECT resident_id, country_code, outcome, status, method, sampled_at, tested_at
                          FROM latest_result
                         WHERE resident_id = ANY(CAST(:residents AS uuid[])) AND country_code = :country
                           AND outcome IS NOT NULL -- a correction may have left none
                        """)
                .param(
                        "residents",
                        residents.stream().map(id -> id.id().toString()).toArray(String[]::new))
                .param("country", country.code())
                .query((row, n) -> latest(row))
                .list();
    }

    private static LatestResult latest(ResultSet row) throws SQLException {
        return new LatestResult(
                new ResidentId(row.getObject(1, UUID.class), row.getString(2)),
                Outcome.valueOf(row.getString(3)),
                Status.valueOf(row.getString(4)),
                Method.valueOf(row.getString(5)),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant());
    }
}
