package org.meridian.sampling.sample;

import java.sql.Timestamp;
import java.time.Clock;
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

/** Lets a traveller's home know in which country to look for samples. */
@Component
public class SampledAbroad implements EventHandler {

    private static final String TYPE = "SampledAbroad";

    private final Outbox outbox;
    private final Erasures erasures;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Topology topology;

    SampledAbroad(Outbox outbox, Erasures erasures, JdbcClient jdbc, JsonMapper json, Clock clock, Topology topology) {
        this.outbox = outbox;
        this.erasures = erasures;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.topology = topology;
    }

    /** @param country where the sample was taken */
    record Payload(ResidentId residentId, String country) {}

    /** In the transaction of the sample. */
    public void tell(ResidentId traveller, Country where) {
        outbox.append(
                "sampling", traveller.country(), TYPE, traveller.toString(), new Payload(traveller, where.code()));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void handle(Event event) {
        Payload told = json.readValue(event.payload(), Payload.class);
        if (erasures.erased(told.residentId())) {
            return; // the specimen stays in its tube, of nobody
        }
        jdbc.sql("""
                        INSERT INTO %s AS a (resident_id, country_code, visited_country, told_at)
                        VALUES (:resident, :country, :visited, :now)
                        ON CONFLICT (resident_id, visited_country, country_code)
                        DO UPDATE SET told_at = GREATEST(a.told_at, EXCLUDED.told_at)
                        """.formatted(topology.partitionOf(told.residentId().country()).of("sample_abroad")))
                .param("now", Timestamp.from(clock.instant()))
                .param("resident", told.residentId().id())
                .param("country", told.residentId().countryCode())
                .param("visited", told.country())
                .update();
    }
}
