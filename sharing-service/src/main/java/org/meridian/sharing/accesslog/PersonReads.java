package org.meridian.sharing.accesslog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.platform.reading.PersonRead;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what the services tell of readings. An entry that comes again adds nothing. */
@Component
class PersonReads implements EventHandler {

    private final JdbcClient jdbc;
    private final Erasures erasures;
    private final ObjectReader payload;

    PersonReads(JdbcClient jdbc, Erasures erasures, JsonMapper json) {
        this.jdbc = jdbc;
        this.erasures = erasures;
        this.payload = json.readerForListOf(PersonRead.class);
    }

    @Override
    public String type() {
        return PersonRead.TYPE;
    }

    @Override
    public void handle(Event event) {
        handleAll(List.of(event));
    }

    @Override
    public void handleAll(List<Event> events) {
        Country country = events.getFirst().targetCountry();
        List<PersonRead> entries = new ArrayList<>();
        for (Event event : events) {
            List<PersonRead> told = payload.readValue(event.payload());
            entries.addAll(told);
        }
        if (entries.stream().anyMatch(entry -> !entry.residentId().countryCode().equals(country.code()))) {
            throw new IllegalArgumentException("an entry lies in its resident's country");
        }
        write(country, erasures.living(country, entries, PersonRead::residentId));
    }

    private void write(Country country, List<PersonRead> entries) {
        jdbc.sql("""
                        INSERT INTO person_read (reading_id, resident_id, country_code, staff_id, role, organisation,
                                                 what, purpose, read_at)
                        SELECT e.reading_id, e.resident_id, CAST(:country AS text), e.staff_id, e.role, e.organisation,
                               e.what, e.purpose, e.read_at
                          FROM unnest(CAST(:readings AS uuid[]), CAST(:residents AS uuid[]), CAST(:staff AS text[]),
                                      CAST(:roles AS text[]), CAST(:organisations AS text[]), CAST(:whats AS text[]),
                                      CAST(:purposes AS text[]), CAST(:times AS timestamptz[]))
                            AS e(reading_id, resident_id, staff_id, role, organisation, what, purpose, read_at)
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("readings", column(entries, PersonRead::readingId))
                .param("residents", column(entries, entry -> entry.residentId().id()))
                .param("staff", column(entries, PersonRead::staffId))
                .param("roles", column(entries, PersonRead::role))
                .param("organisations", column(entries, PersonRead::organisation))
                .param("whats", column(entries, PersonRead::what))
                .param("purposes", column(entries, PersonRead::purpose))
                .param("times", column(entries, PersonRead::readAt))
                .update();
    }

    private static @Nullable String[] column(List<PersonRead> rows, Function<PersonRead, @Nullable Object> value) {
        return rows.stream()
                .map(value)
                .map(cell -> Objects.toString(cell, null))
                .toArray(String[]::new);
    }
}
