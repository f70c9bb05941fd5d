package org.meridian.checkin.visit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meridian.db.topology.Country;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.outbox.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** In which countries a person has check-ins: each visit tells the home country, where it is kept once. */
@Component
class Travels implements EventHandler {

    private static final String VISITED_ABROAD = "VisitedAbroad";

    /** Crowds that overlap take their locks in one order. */
    private static final Comparator<VisitedAbroad> IN_ORDER = Comparator.comparing(
                    (VisitedAbroad visit) -> visit.residentId().id())
            .thenComparing(VisitedAbroad::country);

    /** Part of a statement: an event for each of these visits that {@code written} names. */
    static final String TOLD = """
            told AS (
                INSERT INTO outbox (id, country_code, consumer, target_country, type, subject, payload,
                                    created_at, attempts, next_attempt_at, set_aside)
                SELECT e.id, :country, 'checkin', e.target, 'VisitedAbroad', e.subject, e.payload,
                       CAST(:now AS timestamptz), 0, CAST(:now AS timestamptz), false
                  FROM unnest(CAST(:events AS uuid[]), CAST(:visits AS uuid[]), CAST(:targets AS text[]),
                              CAST(:subjects AS text[]), CAST(:payloads AS text[]))
                    AS e(id, visit, target, subject, payload)
                  JOIN written w ON w.id = e.visit)
            """;

    private final IdGenerator ids;
    private final Outbox outbox;
    private final Erasures erasures;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Travels(IdGenerator ids, Outbox outbox, Erasures erasures, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.ids = ids;
        this.outbox = outbox;
        this.erasures = erasures;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param country where the visit was, its code */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record VisitedAbroad(ResidentId residentId, String country) {}

    /** Within the transaction of the visit. */
    void tellHome(ResidentId resident, Country visited) {
        outbox.appendAll(List.of(told(resident, visited)));
    }

    /**
     * Binds what {@link #TOLD} needs. What is told is delivered after the commit.
     *
     * @param visits abroad; a visit that is there twice, as its request was sent twice at once, is told once
     */
    JdbcClient.StatementSpec telling(JdbcClient.StatementSpec statement, List<CheckIn> visits) {
        List<CheckIn> once = List.copyOf(visits.stream()
                .collect(Collectors.toMap(CheckIn::id, Function.identity(), (one, same) -> one, LinkedHashMap::new))
                .values());
        List<Outbox.NewEvent> events = once.stream()
                .map(visit -> told(visit.resident(), visit.place().country()))
                .toList();
        outbox.deliverAfterCommit();
        return statement
                .param("now", Timestamp.from(clock.instant()))
                .param("events", column(events, event -> ids.nextInOrder().toString()))
                .param("visits", column(once, visit -> visit.id().id().toString()))
                .param("targets", column(events, event -> event.targetCountry().code()))
                .param("subjects", column(events, Outbox.NewEvent::subject))
                .param("payloads", column(events, event -> json.writeValueAsString(event.payload())));
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static Outbox.NewEvent told(ResidentId resident, Country visited) {
        return new Outbox.NewEvent(
                "checkin",
                resident.country(),
                VISITED_ABROAD,
                resident.toString(),
                new VisitedAbroad(resident, visited.code()));
    }

    @Override
    public String type() {
        return VISITED_ABROAD;
    }

    @Override
    public void handle(Event event) {
        handleAll(List.of(event));
    }

    /** A crowd of travellers is three statements. */
    @Override
    public void handleAll(List<Event> events) {
        Country home = events.getFirst().targetCountry();
        List<VisitedAbroad> visits = events.stream()
                .map(event -> json.readValue(event.payload(), VisitedAbroad.class))
                .distinct()
                .toList();
        for (VisitedAbroad visit : visits) {
            Country.of(visit.country());
            if (!visit.residentId().country().equals(home)) {
                throw new IllegalArgumentException("the resident is not of the country that is to be written");
            }
        }
        List<VisitedAbroad> living = erasures.living(home, visits, VisitedAbroad::residentId).stream()
                .sorted(IN_ORDER)
                .toList();
        if (!living.isEmpty() && renew(home, living) < living.size()) {
            rows(home, living, """
                    INSERT INTO visited_country (resident_id, country_code, visited, since)
                    SELECT v.resident, :country, v.visited, :now
                      FROM unnest(CAST(:residents AS uuid[]), CAST(:visited AS text[])) AS v(resident, visited)
                    ON CONFLICT DO NOTHING
                    """).update();
        }
    }

    /** Not in one statement with the INSERT: a conflict can be named on a node's own partition only. */
    private int renew(Country home, List<VisitedAbroad> visits) {
        return rows(home, visits, """
                        UPDATE visited_country t SET since = GREATEST(t.since, :now)
                          FROM unnest(CAST(:residents AS uuid[]), CAST(:visited AS text[])) AS v(resident, visited)
                         WHERE t.resident_id = v.resident AND t.visited = v.visited AND t.country_code = :country
                        """).update();
    }

    private JdbcClient.StatementSpec rows(Country home, List<VisitedAbroad> visits, String sql) {
        return jdbc.sql(sql)
                .param("country", home.code())
                .param("now", Timestamp.from(clock.instant()))
                .param(
                        "residents",
                        visits.stream()
                                .map(visit -> visit.residentId().id().toString())
                                .toArray(String[]::new))
                .param("visited", visits.stream().map(VisitedAbroad::country).toArray(String[]::new));
    }

    /** Every country with check-ins of this person, home first. */
    List<Country> countries(ResidentId resident) {
        List<Country> countries = new ArrayList<>();
        countries.add(resident.country());
        countries.addAll(jdbc.sql("""
                        SELECT visited
                          FROM visited_country
                         WHERE resident_id = :resident AND country_code = :country
                         ORDER BY visited
                        """)
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .query((row, number) -> Country.of(row.getString(1)))
                .list());
        return countries;
    }
}
