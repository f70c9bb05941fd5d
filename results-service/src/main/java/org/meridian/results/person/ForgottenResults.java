package org.meridian.results.person;

import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.retention.Before;
import org.meridian.results.event.Changes;
import org.meridian.results.latest.LatestResultChanged;
import org.meridian.results.latest.PersonStates;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Removes people's results that were kept long enough, and makes what is known of these people anew from what is left, in
 * one transaction: so that checkin-service forgets with it, and nothing differs that a reconciliation would mend. What was
 * to be done again is not asked anew: it was settled by a later sample, which is kept at least as long.
 */
@Repository
class ForgottenResults {

    /** Nothing was found, or it was settled since. */
    static final String NEGATIVE = "(outcome IN ('NEGATIVE', 'INVALID') OR settled)";

    static final String POSITIVE = "(outcome NOT IN ('NEGATIVE', 'INVALID') AND settled IS NOT TRUE)";

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final PersonStates states;
    private final Changes changes;
    private final Outbox outbox;
    private final Topology topology;

    ForgottenResults(
            JdbcClient jdbc,
            CountryTransactions transactions,
            PersonStates states,
            Changes changes,
            Outbox outbox,
            Topology topology) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.states = states;
        this.changes = changes;
        this.outbox = outbox;
        this.topology = topology;
    }

    /** @param kind which results, in SQL; an index has the same condition */
    int forget(String kind, Country country, Before before, int atMost) {
        return transactions.write(country, () -> {
            List<ResidentId> people = people(kind, country, before, atMost);
            if (people.isEmpty()) {
                return 0;
            }
            states.hold(country, people);
            int gone = delete(kind, country, before, people);
            List<LatestResultChanged> told = states.refold(country, people).stream()
                    .map(LatestResultChanged::of)
                    .toList();
            outbox.appendAll(changes.told(
                    "checkin",
                    country,
                    LatestResultChanged.TYPE,
                    told,
                    one -> one.residentId().toString()));
            return gone;
        });
    }

    private List<ResidentId> people(String kind, Country country, Before before, int atMost) {
        return jdbc.sql("""
                        SELECT DISTINCT resident_id
                          FROM (SELECT resident_id
                                  FROM %s
                                 WHERE country_code = :country AND sampled_at < :before AND %s
                                 ORDER BY sampled_at
                                 LIMIT :most) p
                        """.formatted(topology.partitionOf(country).of("person_result"), kind))
                .param("country", country.code())
                .param("before", Timestamp.from(before.instant()))
                .param("most", atMost)
                .query((row, n) -> new ResidentId(row.getObject(1, UUID.class), country.code()))
                .list();
    }

    private int delete(String kind, Country country, Before before, List<ResidentId> people) {
        return jdbc.sql("""
                        DELETE FROM person_result
                         WHERE country_code = :country AND resident_id = ANY(:people) AND sampled_at < :before AND %s
                        """.formatted(kind))
                .param("country", country.code())
                .param("people", people.stream().map(ResidentId::id).toArray(UUID[]::new))
                .param("before", Timestamp.from(before.instant()))
                .update();
    }
}
