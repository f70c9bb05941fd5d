package org.meridian.results.cascade;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.cascade.Reference.Expected;
import org.meridian.results.person.SampleId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database holds of many people, read with one statement a table and country. */
final class Stored {

    private final JdbcClient jdbc;

    Stored(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Person(Expected state, long version) {}

    Map<ResidentId, Person> persons(Collection<ResidentId> people) {
        Map<ResidentId, Person> found = new HashMap<>();
        for (Country country : History.COUNTRIES) {
            jdbc.sql("SELECT * FROM latest_result WHERE country_code = :country AND resident_id = ANY(:ids)")
                    .param("country", country.code())
                    .param("ids", people.stream().map(ResidentId::id).toArray(UUID[]::new))
                    .query((row, n) -> found.put(
                            new ResidentId(row.getObject("resident_id", UUID.class), country.code()),
                            new Person(
                                    new Expected(
                                            row.getString("outcome"),
                                            row.getString("status"),
                                            row.getString("method"),
                                            instant(row, "sampled_at"),
                                            instant(row, "tested_at"),
                                            instant(row, "decided_at"),
                                            instant(row, "positive_at"),
                                            instant(row, "suspected_at")),
                                    row.getLong("version"))))
                    .list();
        }
        return found;
    }

    /** Of each sample at home: result, revision, outcome, status, and whether what it needs has come. */
    Map<SampleId, String> samples(Collection<ResidentId> people) {
        Map<SampleId, String> found = new HashMap<>();
        for (Country country : History.COUNTRIES) {
            jdbc.sql("SELECT * FROM person_result WHERE country_code = :country AND resident_id = ANY(:ids)")
                    .param("country", country.code())
                    .param("ids", people.stream().map(ResidentId::id).toArray(UUID[]::new))
                    .query((row, n) -> found.put(
                            new SampleId(row.getObject("sample_id", UUID.class), row.getString("tube_country")),
                            "%s %d %s %s %s"
                                    .formatted(
                                            row.getObject("result_id", UUID.class),
                                            row.getInt("revision"),
                                            row.getString("outcome"),
                                            row.getString("status"),
                                            row.getObject("settled"))))
                    .list();
        }
        return found;
    }

    /** Of each task: CANCELLED, or kind, reason and state. */
    Map<SampleId, String> tasks(Collection<ResidentId> people) {
        Map<SampleId, String> found = new HashMap<>();
        for (Country country : History.COUNTRIES) {
            jdbc.sql("SELECT * FROM retest_task WHERE country_code = :country AND resident_id = ANY(:ids)")
                    .param("country", country.code())
                    .param("ids", people.stream().map(ResidentId::id).toArray(UUID[]::new))
                    .query((row, n) -> found.put(
                            new SampleId(row.getObject("sample_id", UUID.class), country.code()),
                            row.getString("state").equals("CANCELLED")
                                    ? "CANCELLED"
                                    : row.getString("kind") + " " + row.getString("reason") + " "
                                            + row.getString("state")))
                    .list();
        }
        return found;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
