package org.meridian.sharing.reading;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.token.Caller;
import org.meridian.sharing.unit.UnitView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who read whose result: one row per member and reading, in the member's country. */
@Repository
class AccessLog {

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final Audit audit;
    private final Clock clock;

    AccessLog(JdbcClient jdbc, CountryTransactions transactions, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Writes one country's rows in one transaction; a page that is read again adds none. */
    void write(Country country, UUID reading, UnitView unit, Caller reader, List<MemberResult> results) {
        transactions.run(country, () -> {
            audit.record(country, "person.read", reader, reading.toString(), "LATEST_RESULT of " + results.size());
            jdbc.sql("""
                        INSERT INTO share_read (reading_id, resident_id, country_code, unit_id, unit_country, unit_name,
                                                read_by, purpose, read_at)
                        SELECT CAST(:reading AS uuid), v.resident_id, CAST(:country AS text), CAST(:unit AS uuid),
                               CAST(:unitCountry AS text), CAST(:unitName AS text), CAST(:reader AS text), v.purpose,
                               CAST(:now AS timestamptz)
                          FROM unnest(CAST(:residents AS uuid[]), CAST(:purposes AS text[])) AS v(resident_id, purpose)
                        ON CONFLICT DO NOTHING
                        """)
                    .param("reading", reading)
                    .param("country", country.code())
                    .param("unit", unit.unitId().id())
                    .param("unitCountry", unit.unitId().countryCode())
                    .param("unitName", unit.name())
                    .param("reader", reader.staffId().toString())
                    .param("now", Timestamp.from(clock.instant()))
                    .param("residents", texts(results, r -> r.resident().id().toString()))
                    .param("purposes", texts(results, MemberResult::purpose))
                    .update();
        });
    }

    private static String[] texts(List<MemberResult> results, Function<MemberResult, String> value) {
        return results.stream().map(value).toArray(String[]::new);
    }
}
