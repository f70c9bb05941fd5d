package org.meridian.results.person;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.tube.ResultId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether what a person's results left to be done has come. */
@Repository
public class Settlements {

    private final JdbcClient jdbc;
    private final Topology topology;

    Settlements(JdbcClient jdbc, Topology topology) {
        this.jdbc = jdbc;
        this.topology = topology;
    }

    /**
     * Compares all that these persons need with their states, with one statement, in the transaction that changed the
     * states. A retest has come when a tube of the person alone decided on that sample or a later one; a new sample, when
     * there is a result of one.
     *
     * @return what is different now
     */
    public List<SampleSettled> settle(Country country, Collection<ResidentId> residents) {
        if (residents.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        UPDATE %s p
                           SET settled = NOT p.settled, settle_version = p.settle_version + 1
                          FROM %s l
                         WHERE p.resident_id = ANY(CAST(:residents AS uuid[])) AND p.country_code = :country
                           AND p.settled IS NOT NULL
                           AND l.resident_id = p.resident_id AND l.country_code = :country
                           AND p.settled <> COALESCE(
                                   CASE WHEN p.outcome = 'INVALID' THEN l.sampled_at ELSE l.decided_at END
                                       >= p.sampled_at, false)
                        RETURNING p.sample_id, p.tube_country, p.revision, p.settled, p.settle_version,
                                  CASE WHEN p.outcome = 'INVALID' THEN l.result_id ELSE l.decided_by END,
                                  CASE WHEN p.outcome = 'INVALID' THEN l.tube_country ELSE l.decided_in END
                        """.formatted(
                                topology.partitionOf(country).of("person_result"),
                                topology.partitionOf(country).of("latest_result")))
                .param(
                        "residents",
                        residents.stream().map(id -> id.id().toString()).toArray(String[]::new))
                .param("country", country.code())
                .query((row, n) -> {
                    boolean settled = row.getBoolean(4);
                    return new SampleSettled(
                            new SampleId(row.getObject(1, UUID.class), row.getString(2)),
                            row.getInt(3),
                            settled,
                            settled ? new ResultId(row.getObject(6, UUID.class), row.getString(7)) : null,
                            row.getInt(5));
                })
                .list();
    }
}
