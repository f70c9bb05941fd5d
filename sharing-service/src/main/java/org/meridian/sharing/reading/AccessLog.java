package org.meridian.sharing.reading;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Act;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.web.Trace;
import org.meridian.sharing.unit.UnitView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who read whose result: one row per member and reading, in the member's country. Readings of the same moment are written
 * together, each before its reader sees anything.
 */
@Repository
class AccessLog {

    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;
    private final GroupCommit<Entry, Boolean> entries;

    AccessLog(JdbcClient jdbc, GroupCommits commits, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.entries = commits.of("readings", this::writeAll);
    }

    /** What a reading found in one country. */
    private record Entry(
            UUID reading,
            UnitView unit,
            Caller reader,
            List<MemberResult> results,
            @Nullable String trace) {}

    /** Returns when one country's rows are committed; a page that is read again adds none. */
    void write(Country country, UUID reading, UnitView unit, Caller reader, List<MemberResult> results) {
        entries.submit(
                country, new Entry(reading, unit, reader, results, Trace.id().orElse(null)));
    }

    private List<Boolean> writeAll(Country country, List<Entry> all) {
        audit.recordAll(country, all.stream().map(AccessLog::act).toList());
        Columns columns = new Columns();
        all.forEach(columns::add);
        jdbc.sql("""
                        INSERT INTO share_read (reading_id, resident_id, country_code, unit_id, unit_country, unit_name,
                                                read_by, purpose, read_at)
                        SELECT r.reading_id, v.resident_id, :country, r.unit_id, r.unit_country, r.unit_name, r.read_by,
                               v.purpose, CAST(:now AS timestamptz)
                          FROM unnest(CAST(:places AS int[]), CAST(:residents AS uuid[]), CAST(:purposes AS text[]))
                                   AS v(place, resident_id, purpose)
                               JOIN unnest(CAST(:readings AS uuid[]), CAST(:units AS uuid[]),
                                           CAST(:unitCountries AS text[]), CAST(:unitNames AS text[]),
                                           CAST(:readers AS text[]))
                                   WITH ORDINALITY AS r(reading_id, unit_id, unit_country, unit_name, read_by, place)
                                 ON r.place = v.place
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("now", Timestamp.from(clock.instant()))
                .param("places", columns.places.toArray(Integer[]::new))
                .param("residents", columns.residents.toArray(UUID[]::new))
                .param("purposes", columns.purposes.toArray(String[]::new))
                .param("readings", all.stream().map(Entry::reading).toArray(UUID[]::new))
                .param("units", all.stream().map(e -> e.unit().unitId().id()).toArray(UUID[]::new))
                .param(
                        "unitCountries",
                        all.stream().map(e -> e.unit().unitId().countryCode()).toArray(String[]::new))
                .param("unitNames", all.stream().map(e -> e.unit().name()).toArray(String[]::new))
                .param(
                        "readers",
                        all.stream().map(e -> e.reader().staffId().toString()).toArray(String[]::new))
                .update();
        return Collections.nCopies(all.size(), true);
    }

    /** The members of all readings one below the other. */
    private static final class Columns {

        private final List<Integer> places = new ArrayList<>();
        private final List<UUID> residents = new ArrayList<>();
        private final List<String> purposes = new ArrayList<>();
        private int place;

        void add(Entry entry) {
            place++;
            for (MemberResult result : entry.results()) {
                places.add(place);
                residents.add(result.resident().id());
                purposes.add(result.purpose());
            }
        }
    }

    private static Act act(Entry entry) {
        Caller reader = entry.reader();
        return new Act(
                "person.read",
                reader.staffId().toString(),
                reader.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")),
                entry.reading().toString(),
                "LATEST_RESULT of " + entry.results().size(),
                entry.trace());
    }
}
