package org.meridian.results.reconciliation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.meridian.db.topology.Country;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes whose event was not delivered yet: no difference, only late. One that was set aside will never arrive. */
@Repository
class OnTheWay {

    private final JdbcClient jdbc;

    OnTheWay(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param events types whose payloads are arrays of changes
     * @param name of the property that says whom or what a change is about
     * @return those of the asked with a change on its way
     */
    Set<String> to(String consumer, Country country, List<String> events, String name, Collection<String> asked) {
        return jdbc
                .sql("""
                        SELECT DISTINCT change ->> CAST(:name AS text)
                          FROM outbox o
                         CROSS JOIN LATERAL jsonb_array_elements(
                                    CASE jsonb_typeof(CAST(o.payload AS jsonb)) WHEN 'array' THEN CAST(o.payload AS jsonb)
                                         ELSE jsonb_build_array(CAST(o.payload AS jsonb)) END) AS change
                         WHERE o.country_code = :country AND o.consumer = :consumer AND o.type = ANY(:events)
                           AND NOT o.set_aside
                           AND change ->> CAST(:name AS text) = ANY(:asked)
                        """)
                .param("name", name)
                .param("country", country.code())
                .param("consumer", consumer)
                .param("events", events.toArray(String[]::new))
                .param("asked", asked.toArray(String[]::new))
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
