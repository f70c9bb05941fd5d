package org.meridian.platform.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.job.Signal;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The trail of who did what. An entry is written in the transaction, and the country, of the act that it tells: there is
 * no act without its entry and no entry without its act. A sealer puts it in the country's chain within a second.
 */
public final class Audit {

    private final JdbcClient jdbc;
    private final IdGenerator ids;
    private final Clock clock;
    private final Signal signal;

    Audit(JdbcClient jdbc, IdGenerator ids, Clock clock, Signal signal) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
        this.signal = signal;
    }

    /**
     * Writes an entry about something that a person, or another service, did.
     *
     * @param country whose transaction runs
     * @param action what was done, a dotted verb such as {@code site.decided}
     * @param by who did it: the staff account where there is one, else the token's subject
     * @param object the id of what it was done to
     * @param detail short, for example a decision or a number; nothing of a person: no name, phone or national id
     * @throws IllegalStateException outside {@link CountryTransactions#write} of this country
     */
    public void record(Country country, String action, Caller by, String object, String detail) {
        String actor = by.staff() == null ? by.subject() : by.staff().toString();
        String roles = by.roles().stream().map(Role::name).sorted().collect(Collectors.joining(","));
        recordAll(country, List.of(Act.of(action, actor, roles, object, detail)));
    }

    /**
     * Writes an entry about something that a job did, or somebody without a token.
     *
     * @param actor the job's name, or an id
     * @throws IllegalStateException outside {@link CountryTransactions#write} of this country
     */
    public void record(Country country, String action, String actor, String object, String detail) {
        recordAll(country, List.of(Act.of(action, actor, "", object, detail)));
    }

    /**
     * Writes entries about what many did at the same time, with one statement.
     *
     * @throws IllegalStateException outside {@link CountryTransactions#write} of this country
     */
    public void recordAll(Country country, List<Act> acts) {
        if (!CountryTransactions.current().filter(country::equals).isPresent()) {
            throw new IllegalStateException("an entry belongs to the transaction of the act that it tells");
        }
        if (acts.isEmpty()) {
            return;
        }
        // one statement: an event that nobody knows to seal is worse than none
        jdbc.sql("""
                        WITH event AS (
                            INSERT INTO audit_event (id, country_code, at, actor, roles, action, object, detail, trace_id)
                            SELECT e.id, :country, CAST(:at AS timestamptz), e.actor, e.roles, e.action, e.object,
                                   e.detail, e.trace
                              FROM unnest(CAST(:ids AS uuid[]), CAST(:actors AS text[]), CAST(:roles AS text[]),
                                          CAST(:actions AS text[]), CAST(:objects AS text[]), CAST(:details AS text[]),
                                          CAST(:traces AS text[]))
                                AS e(id, actor, roles, action, object, detail, trace))
                        INSERT INTO audit_pending (event_id, country_code)
                        SELECT p.id, :country FROM unnest(CAST(:ids AS uuid[])) AS p(id)
                        """)
                .param(
                        "ids",
                        acts.stream().map(act -> ids.nextInOrder().toString()).toArray(String[]::new))
                .param("country", country.code())
                .param("at", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .param("actors", column(acts, Act::actor))
                .param("roles", column(acts, Act::roles))
                .param("actions", column(acts, Act::action))
                .param("objects", column(acts, Act::object))
                .param("details", column(acts, Act::detail))
                .param("traces", column(acts, Act::trace))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signal.wake();
            }
        });
    }

    private static @Nullable String[] column(List<Act> acts, Function<Act, @Nullable String> value) {
        return acts.stream().map(value).toArray(String[]::new);
    }
}
