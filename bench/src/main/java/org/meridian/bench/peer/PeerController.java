package org.meridian.bench.peer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The same check-in by one save for each request, and by group commit with the statement of checkin-service. */
@RestController
class PeerController {

    record Arrived(SiteId place, ResidentId resident) {}

    record Acknowledged(SiteId checkInId) {}

    private final Clock clock = Clock.systemUTC();
    private final IdGenerator ids = new IdGenerator(clock);
    private final SavedCheckIns saved;
    private final CountryTransactions transactions;
    private final JdbcClient jdbc;
    private final GroupCommit<Written, Boolean> together;

    PeerController(SavedCheckIns saved, CountryTransactions transactions, JdbcClient jdbc, GroupCommits commits) {
        this.saved = saved;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.together = commits.of("peer", this::write);
    }

    @PostMapping("/saves")
    @ResponseStatus(HttpStatus.CREATED)
    Acknowledged save(@RequestBody Arrived arrived) {
        Written row = row(arrived);
        transactions.write(country(row), () -> saved.save(new SavedCheckIn(row)));
        return new Acknowledged(row.id());
    }

    @PostMapping("/commits")
    @ResponseStatus(HttpStatus.CREATED)
    Acknowledged commit(@RequestBody Arrived arrived) {
        Written row = row(arrived);
        together.submit(country(row), row);
        return new Acknowledged(row.id());
    }

    private Written row(Arrived arrived) {
        Country country = Country.of(arrived.place().countryCode());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Written(ids.next(country, SiteId::new), arrived.place(), arrived.resident(), now);
    }

    private static Country country(Written row) {
        return Country.of(row.place().countryCode());
    }

    private List<Boolean> write(Country country, List<Written> rows) {
        jdbc.sql("""
                        INSERT INTO check_in (id, country_code, place_id, resident_id, resident_country,
                                              checked_in_at, received_at)
                        SELECT v.id, :country, v.place_id, v.resident_id, v.resident_country, v.at, v.at
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:places AS uuid[]), CAST(:residents AS uuid[]),
                                      CAST(:residentCountries AS text[]), CAST(:at AS timestamptz[]))
                            AS v(id, place_id, resident_id, resident_country, at)
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("ids", column(rows, row -> row.id().id()))
                .param("places", column(rows, row -> row.place().id()))
                .param("residents", column(rows, row -> row.resident().id()))
                .param("residentCountries", column(rows, row -> row.resident().countryCode()))
                .param("at", column(rows, Written::at))
                .update();
        return rows.stream().map(row -> true).toList();
    }

    private static String[] column(List<Written> rows, Function<Written, Object> value) {
        return rows.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
