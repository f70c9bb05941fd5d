package org.meridian.checkin.comparison;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What health_status knows, in the order of residents' ids as the database sorts them. */
@Repository
class KnownRows {

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private final JdbcClient jdbc;

    KnownRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param erased nothing is known any more, and nothing may be told again */
    record Known(Status status, boolean erased) {}

    /** Those of a country with ids beyond {@code after} up to {@code until} of whom anything was ever told. */
    List<Known> between(
            Country country, Topic topic, @Nullable ResidentId after, @Nullable ResidentId until, int limit) {
        return jdbc.sql("""
                        SELECT resident_id, erased, %1$s AS told_version, %2$s
                          FROM health_status
                         WHERE country_code = :country AND resident_id > :after AND resident_id <= :until
                           AND (%1$s > 0 OR erased)
                         ORDER BY resident_id
                         LIMIT :limit
                        """.formatted(topic.version(), topic.facts()))
                .param("country", country.code())
                .param("after", after == null ? FIRST : after.id())
                .param("until", until == null ? LAST : until.id())
                .param("limit", limit)
                .query((row, n) -> known(country, topic, row))
                .list();
    }

    /** Exactly these, of one country. */
    List<Known> of(Country country, Topic topic, Collection<ResidentId> residents) {
        return jdbc.sql("""
                        SELECT resident_id, erased, %1$s AS told_version, %2$s
                          FROM health_status
                         WHERE country_code = :country AND resident_id = ANY(:residents)
                           AND (%1$s > 0 OR erased)
                        """.formatted(topic.version(), topic.facts()))
                .param("country", country.code())
                .param("residents", residents.stream().map(ResidentId::id).toArray(UUID[]::new))
                .query((row, n) -> known(country, topic, row))
                .list();
    }

    private static Known known(Country country, Topic topic, java.sql.ResultSet row) throws java.sql.SQLException {
        ResidentId resident = new ResidentId(row.getObject("resident_id", UUID.class), country.code());
        return new Known(
                new Status(resident, row.getLong("told_version"), topic.digest(row)), row.getBoolean("erased"));
    }
}
