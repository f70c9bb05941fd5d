package org.meridian.checkin.visit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
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
    private final Topology topology;

    Travels(Outbox outbox, Erasures erasures, JdbcClient jdbc, JsonMapper json, Clock clock, Topology topology) {
        this.outbox = outbox;
        this.erasures = erasures;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.topology = topology;
    }

    /** @param country where the visit was, its code */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record VisitedAbroad(ResidentId residentId, String country) {}

    /** Within the transaction of the visit. */
    void tellHome(ResidentId resident, Country visited) {
        outbox.append(
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
        jdbc.sql("""
                        INSERT INTO %s AS v (resident_id, country_code, visited, since)
                        VALUES (:resident, :country, :visited, :now)
                        ON CONFLICT (resident_id, visited, country_code)
                        DO UPDATE SET since = GREATEST(v.since, EXCLUDED.since)
                        """.formatted(topology.partitionOf(visit.residentId().country())
                        .of("visited_country")))
                .param("resident", visit.residentId().id())
                .param("country", visit.residentId().countryCode())
                .param("visited", Country.of(visit.country()).code())
                .param("now", Timestamp.from(clock.instant()))
                .update();
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
