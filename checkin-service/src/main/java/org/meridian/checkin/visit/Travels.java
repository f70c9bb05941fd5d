package org.meridian.checkin.visit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.erasure.Erasures;
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

    private final Outbox outbox;
    private final Erasures erasures;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Travels(Outbox outbox, Erasures erasures, JdbcClient jdbc, JsonMapper json, Clock clock) {
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

    /** The same for several at once, with one statement. */
    void tellHomes(List<CheckIn> visits) {
        outbox.appendAll(visits.stream()
                .filter(CheckIn::isAbroad)
                .map(visit -> told(visit.resident(), visit.place().country()))
                .toList());
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
        VisitedAbroad visit = json.readValue(event.payload(), VisitedAbroad.class);
        if (erasures.erased(visit.residentId())) {
            return;
        }
        if (!renew(visit)) {
            row("""
                    INSERT INTO visited_country (resident_id, country_code, visited, since)
                    VALUES (:resident, :country, :visited, :now) ON CONFLICT DO NOTHING
                    """, visit).update();
        }
    }

    /** Not in one statement with the INSERT: a conflict can be named on a node's own partition only. */
    private boolean renew(VisitedAbroad visit) {
        return row("""
                        UPDATE visited_country SET since = GREATEST(since, :now)
                         WHERE resident_id = :resident AND country_code = :country AND visited = :visited
                        """, visit).update() > 0;
    }

    private JdbcClient.StatementSpec row(String sql, VisitedAbroad visit) {
        return jdbc.sql(sql)
                .param("resident", visit.residentId().id())
                .param("country", visit.residentId().countryCode())
                .param("visited", Country.of(visit.country()).code())
                .param("now", Timestamp.from(clock.instant()));
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
