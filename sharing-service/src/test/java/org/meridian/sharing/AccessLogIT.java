package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.reading.PersonRead;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import tools.jackson.databind.JsonNode;

class AccessLogIT extends RunningSharing {

    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

    private static PersonRead read(ResidentId person, Instant at) {
        return new PersonRead(
                UUID.randomUUID(), person, "DEU-STAFF", "TESTER", "Site North", "RETEST_TASK", "To be sampled", at);
    }

    private Answer told(List<PersonRead> entries) {
        return event(entries.getFirst().residentId().country(), PersonRead.TYPE, entries);
    }

    @Test
    void point7ResidentsSeeUnitsReadingsAndAllOthersInOneListNewestFirst() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-700");
        ResidentId other = aResident("DEU", "D-OTHER-700");
        neighbours.outcomes.put(kim, "NEGATIVE");
        putCsv(unit.path("/roster"), unit.token(), roster("D-KIM-700"));
        consent(kim, unit);
        get(unit.path("/results"), unit.token());
        told(List.of(read(kim, MORNING), read(other, MORNING), read(kim, MORNING.plusSeconds(1))));

        log.clear();
        Answer answer = get("/v1/me/access-log", TestTokens.resident(kim));
        assertThat(log.ofRequests()).hasSize(1);
        log.assertPruned("sharing");
        assertThat(answer.json()).hasSize(3);
        JsonNode byUnit = answer.json().get(0);
        assertThat(byUnit.path("reader").path("organisation").asString()).isEqualTo("Works");
        assertThat(byUnit.path("reader").path("role").asString()).isEqualTo("UNIT_ADMIN");
        assertThat(byUnit.path("what").asString()).isEqualTo("LATEST_RESULT");
        assertThat(byUnit.path("purpose").asString()).isEqualTo("safe work");
        JsonNode bySite = answer.json().get(2);
        assertThat(bySite.path("readAt").asString()).isEqualTo(MORNING.toString());
        assertThat(bySite.path("reader").path("organisation").asString()).isEqualTo("Site North");
        assertThat(bySite.path("reader").path("staffId").asString()).isEqualTo("DEU-STAFF");
        assertThat(bySite.path("what").asString()).isEqualTo("RETEST_TASK");
        assertThat(get("/v1/me/access-log", TestTokens.resident(other)).json()).hasSize(1);
        assertThat(get("/v1/me/access-log", unit.token()).status()).isEqualTo(403);
        assertThat(get("/v1/me/access-log", TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.AUDITOR))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void point7PagesLeaveOutNothingAlsoWhereEntriesAreOfOneMoment() {
        ResidentId kim = TestTokens.aResident("DEU");
        List<PersonRead> entries = IntStream.range(0, 250)
                .mapToObj(i -> read(kim, MORNING.plusSeconds(i / 90)))
                .toList();
        told(entries);
        told(entries); // delivered again: no entry twice
        List<String> seen = new ArrayList<>();
        String path = "/v1/me/access-log";
        while (!path.isEmpty()) {
            Answer page = get(path, TestTokens.resident(kim));
            page.json().forEach(entry -> seen.add(entry.path("readAt").asString()));
            path = page.header("Link").replaceAll("<(.*)>.*", "$1");
        }
        assertThat(seen).hasSize(250).isSortedAccordingTo((a, b) -> b.compareTo(a));
        for (String cursor :
                List.of("x", "+999999999-12-31T00:00:00Z " + UUID.randomUUID(), "2026-01-01T00:00:00Z x")) {
            String encoded =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
            assertThat(get("/v1/me/access-log?cursor=" + encoded, TestTokens.resident(kim))
                            .status())
                    .as(cursor)
                    .isEqualTo(400);
        }
    }

    @Test
    void point7AnErasedPersonHasNoEntriesAlsoNoneThatComesLater() {
        ResidentId kim = TestTokens.aResident("DEU");
        told(List.of(read(kim, MORNING)));
        event(kim.country(), "ResidentErased", Map.of("residentId", kim.toString()));
        told(List.of(read(kim, MORNING.plusSeconds(1))));
        assertThat(count("person_read", "DEU", "resident_id = '" + kim.id() + "'"))
                .isZero();
    }

    @Test
    void point7NobodyChangesAnEntryAndNoneLiesOutsideItsPersonsCountry() {
        ResidentId kim = TestTokens.aResident("DEU");
        told(List.of(read(kim, MORNING)));
        for (String table : List.of("person_read", "share_read", "person_read_eu", "share_read_eu")) {
            assertThatThrownBy(() -> jdbc.sql("UPDATE " + table + " SET purpose = 'x' WHERE country_code = 'DEU'")
                            .update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        event(Country.of("FRA"), PersonRead.TYPE, List.of(read(kim, MORNING.plusSeconds(9))));
        assertThat(count("person_read", "FRA", "true")).isZero();
        assertThat(get("/v1/me/access-log", TestTokens.resident(kim)).json()).hasSize(1);
    }
}
