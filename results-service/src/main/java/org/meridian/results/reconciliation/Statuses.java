package org.meridian.results.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known here of a country's people, in the order of their ids as the database sorts them. */
@Repository
class Statuses {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String RESULTS = """
            SELECT resident_id, version, outcome, status, method, sampled_at, tested_at, positive_at, suspected_at
              FROM latest_result
             WHERE country_code = :country AND %s
             ORDER BY resident_id
            """;

    private static final String VACCINATIONS = """
            SELECT resident_id, max(version) AS version, count(DISTINCT dose) AS doses, max(given_on) AS last_dose_on
              FROM vaccination
             WHERE country_code = :country AND %s
             GROUP BY resident_id
             ORDER BY resident_id
            """;

    private final JdbcClient jdbc;

    Statuses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next ones beyond a person, at most so many. */
    List<Status> after(Country country, Topic topic, @Nullable ResidentId after, int limit) {
        return jdbc.sql(sql(topic).formatted("resident_id > :after") + " LIMIT :limit")
                .param("country", country.code())
                .param("after", after == null ? FIRST : after.id())
                .param("limit", limit)
                .query((row, n) -> status(country, topic, row))
                .list();
    }

    /** Exactly these, also those of whom nothing is known. */
    List<Status> of(Country country, Topic topic, Collection<ResidentId> residents) {
        Map<ResidentId, Status> known = jdbc
                .sql(sql(topic).formatted("resident_id = ANY(:residents)"))
                .param("country", country.code())
                .param("residents", residents.stream().map(ResidentId::id).toArray(UUID[]::new))
                .query((row, n) -> status(country, topic, row))
                .list()
                .stream()
                .collect(Collectors.toMap(Status::residentId, Function.identity()));
        List<Status> all = new ArrayList<>(residents.size());
        residents.forEach(resident -> all.add(known.getOrDefault(resident, new Status(resident, 0, nothing(topic)))));
        return all;
    }

    private static String sql(Topic topic) {
        return switch (topic) {
            case RESULTS -> RESULTS;
            case VACCINATIONS -> VACCINATIONS;
        };
    }

    private static Status status(Country country, Topic topic, ResultSet row) throws SQLException {
        return new Status(
                new ResidentId(row.getObject("resident_id", UUID.class), country.code()),
                row.getLong("version"),
                switch (topic) {
                    case RESULTS ->
                        Digest.of(
                                row.getString("outcome"),
                                row.getString("status"),
                                row.getString("method"),
                                moment(row, "sampled_at"),
                                moment(row, "tested_at"),
                                moment(row, "positive_at"),
                                moment(row, "suspected_at"));
                    case VACCINATIONS -> Digest.of(row.getInt("doses"), row.getObject("last_dose_on", LocalDate.class));
                });
    }

    /** The digest where nothing is known. */
    static String nothing(Topic topic) {
        return switch (topic) {
            case RESULTS -> Digest.of(null, null, null, null, null, null, null);
            case VACCINATIONS -> Digest.of(0, null);
        };
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }
}
