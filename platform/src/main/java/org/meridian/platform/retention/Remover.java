package org.meridian.platform.retention;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.TimeZones;
import org.meridian.platform.retention.RetentionRule.Rows;
import org.meridian.platform.retention.RetentionRule.Work;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes what one rule says, a batch at a time; each is a transaction of its own, as the role that may only delete. */
final class Remover {

    private final JdbcClient keeper;
    private final RetentionSettings settings;
    private final Clock clock;

    Remover(JdbcClient keeper, RetentionSettings settings, Clock clock) {
        this.keeper = keeper;
        this.settings = settings;
        this.clock = clock;
    }

    Before before(RetentionRule rule, Country country) {
        return RetentionRule.before(rule.clock(), settings.kept(rule, country), TimeZones.of(country), clock);
    }

    /** @return how many rows went; none means that all have */
    int batch(RetentionRule rule, Country country, int atMost) {
        Before before = before(rule, country);
        return switch (rule.removal()) {
            case Rows rows -> delete(rows, country, before, atMost);
            case Work work -> work.remove(country, before, atMost);
        };
    }

    private int delete(Rows rows, Country country, Before before, int atMost) {
        String key = String.join(", ", rows.key());
        String keyOfT = rows.key().stream().map(column -> "t." + column).collect(Collectors.joining(", "));
        return keeper.sql("""
                        DELETE FROM %1$s
                         WHERE country_code = :country
                           AND (%2$s) IN (SELECT %3$s FROM %1$s t
                                           WHERE t.country_code = :country AND t.%4$s < :before AND (%5$s)
                                           ORDER BY t.%4$s
                                           LIMIT :most)
                        """.formatted(rows.table(), key, keyOfT, rows.column(), rows.condition()))
                .param("country", country.code())
                .param("before", bound(rows, before))
                .param("most", atMost)
                .update();
    }

    /**
     * Of a partition's countries those that have something to remove, with one look: for rules that are followed every
     * minute.
     */
    List<Country> countries(RetentionRule rule, Partition partition) {
        return switch (rule.removal()) {
            case Rows rows ->
                keeper
                        .sql("SELECT DISTINCT t.country_code FROM %s t WHERE t.%s < :before AND (%s)"
                                .formatted(partition.of(rows.table()), rows.column(), rows.condition()))
                        .param("before", bound(rows, latest(rule, partition)))
                        .query(String.class)
                        .list()
                        .stream()
                        .map(Country::of)
                        .toList();
            case Work work -> partition.countries();
        };
    }

    private Before latest(RetentionRule rule, Partition partition) {
        return partition.countries().stream()
                .map(country -> before(rule, country))
                .max(java.util.Comparator.comparing(Before::instant))
                .orElseThrow();
    }

    private static Object bound(Rows rows, Before before) {
        return rows.date() ? Date.valueOf(before.day()) : Timestamp.from(before.instant());
    }
}
