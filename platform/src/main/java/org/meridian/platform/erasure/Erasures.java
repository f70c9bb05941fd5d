package org.meridian.platform.erasure;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Who was erased. Known in the person's home country only; elsewhere an id of theirs is a pseudonym of nobody. */
public final class Erasures {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RecentErasures recent;
    private final ObjectProvider<PersonalRows> rows;

    Erasures(JdbcClient jdbc, Clock clock, RecentErasures recent, ObjectProvider<PersonalRows> rows) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.recent = recent;
        this.rows = rows;
    }

    /**
     * Erases what this service has of a person, and remembers that it did. Repeating it is no error.
     *
     * @throws IllegalStateException outside {@link CountryTransactions#write} of the person's country
     */
    public void erase(ResidentId resident) {
        mark(resident);
        forget(resident);
    }

    /**
     * Remembers that a person was erased, in a write transaction of the person's country.
     *
     * @throws IllegalStateException outside of one
     */
    public void mark(ResidentId resident) {
        if (!CountryTransactions.current().filter(resident.country()::equals).isPresent()) {
            throw new IllegalStateException("people are erased in a transaction of their own country");
        }
        jdbc.sql("""
                        INSERT INTO erased_resident (id, country_code, erased_at)
                        VALUES (:id, :country, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", resident.id())
                .param("country", resident.countryCode())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                recent.add(resident);
            }
        });
    }

    /** Empties each of this service's tables of what it has of the person. */
    void forget(ResidentId resident) {
        rows.orderedStream().forEach(table -> table.forget(resident));
    }

    /** Whether the person was ever erased: one query at the person's home. */
    public boolean erased(ResidentId resident) {
        return !among(resident.country(), List.of(resident)).isEmpty();
    }

    /** Those of these people of one country who were ever erased: one query. */
    public Set<ResidentId> among(Country country, Collection<ResidentId> residents) {
        if (residents.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("SELECT id FROM erased_resident WHERE id = ANY(:ids) AND country_code = :country")
                .param("ids", residents.stream().map(ResidentId::id).distinct().toArray(UUID[]::new))
                .param("country", country.code())
                .query((row, n) -> new ResidentId(row.getObject(1, UUID.class), country.code()))
                .list());
    }

    /** What is not about people of this country who were erased: one query. */
    public <T> List<T> living(Country country, List<T> facts, Function<T, ResidentId> about) {
        Set<ResidentId> erased = among(country, facts.stream().map(about).toList());
        return erased.isEmpty()
                ? facts
                : facts.stream()
                        .filter(fact -> !erased.contains(about.apply(fact)))
                        .toList();
    }

    /** Whether the person was erased lately, as this process remembers; asks nobody. */
    public boolean remembered(ResidentId resident) {
        return !recent.isEmpty() && recent.contains(resident);
    }

    /** Whether the token is one that an erased person still holds: it opens nothing any more. */
    public boolean outlivedBy(Caller caller) {
        return !recent.isEmpty() && caller.is(Role.RESIDENT) && recent.contains(caller.resident());
    }
}
