package org.meridian.sampling.sample;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.outbox.Outbox.NewEvent;
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

    SampledAbroad(Outbox outbox, Erasures erasures, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.outbox = outbox;
        this.erasures = erasures;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param country where the sample was taken */
    record Payload(ResidentId residentId, String country) {}

    /** In the transaction of the samples. */
    public void tell(Country where, List<ResidentId> travellers) {
        outbox.appendAll(travellers.stream()
                .map(traveller -> new NewEvent(
                        "sampling",
                        traveller.country(),
                        TYPE,
                        traveller.toString(),
                        new Payload(traveller, where.code())))
                .toList());
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
        if (!renew(told)) {
            row("""
                    INSERT INTO sample_abroad (resident_id, country_code, visited_country, told_at)
                    VALUES (:resident, :country, :visited, :now) ON CONFLICT DO NOTHING
                    """, told).update();
        }
    }

    /** Not in one statement with the INSERT: a conflict can be named on a node's own partition only. */
    private boolean renew(Payload told) {
        return row("""
                        UPDATE sample_abroad SET told_at = GREATEST(told_at, :now)
                         WHERE resident_id = :resident AND country_code = :country AND visited_country = :visited
                        """, told).update() > 0;
    }

    private JdbcClient.StatementSpec row(String sql, Payload told) {
        return jdbc.sql(sql)
                .param("now", Timestamp.from(clock.instant()))
                .param("resident", told.residentId().id())
                .param("country", told.residentId().countryCode())
                .param("visited", told.country());
    }
}
