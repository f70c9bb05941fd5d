package org.meridian.results.tube;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.results.verdict.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was reported of a tube, and what corrected it. */
@Repository
public class TubeLog {

    private final JdbcClient jdbc;

    TubeLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tube's results, the one in force first; none for a barcode that has none or is not known. */
    public List<LoggedResult> of(String barcode, Country country) {
        return jdbc.sql("""
                        SELECT id, barcode, revision, outcome, tested_at, recorded_at, device, ct, corrects, reason
                          FROM tube_result
                         WHERE barcode = :barcode AND country_code = :country
                         ORDER BY revision DESC
                        """)
                .param("barcode", barcode)
                .param("country", country.code())
                .query((row, n) -> new LoggedResult(
                        new ResultId(row.getObject("id", UUID.class), country.code()),
                        row.getString("barcode"),
                        row.getInt("revision"),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getTimestamp("tested_at").toInstant(),
                        row.getTimestamp("recorded_at").toInstant(),
                        row.getString("device"),
                        row.getBigDecimal("ct"),
                        resultId(row.getObject("corrects", UUID.class), country),
                        row.getString("reason")))
                .list();
    }

    private static @Nullable ResultId resultId(@Nullable UUID id, Country country) {
        return id == null ? null : new ResultId(id, country.code());
    }
}
