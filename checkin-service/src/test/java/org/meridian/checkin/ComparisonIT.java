package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;

/** What results-service asks when it reconciles, in one country of this region per test. */
class ComparisonIT extends CheckinTestBase {

    private static final String NOTHING = "-nothing-";

    private Answer compare(String country, String topic, @Nullable Map<String, ?> range, List<?> statuses) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("country", country);
        body.put("topic", topic);
        body.put("range", range);
        body.put("statuses", statuses);
        return service().post("/internal/health-status/compare", TestTokens.service("results"), body);
    }

    private static Map<String, Object> status(ResidentId resident, long version, String digest) {
        return Map.of("residentId", resident.toString(), "version", version, "digest", digest);
    }

    private static List<String> differences(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> found = new ArrayList<>();
        answer.json()
                .at("/differences")
                .forEach(one -> found.add(one.path("residentId").asString("") + " "
                        + one.path("kind").asString("") + " "
                        + one.path("version").asLong()));
        return found;
    }

    private static List<ResidentId> sorted(String country, int count) {
        return Stream.generate(() -> TestTokens.aResident(country))
                .limit(count)
                .sorted(Comparator.comparing(resident -> resident.id().toString()))
                .toList();
    }

    private void negative(ResidentId resident, long version) {
        result(resident, version, "NEGATIVE", "FINAL", Duration.ofHours(3));
    }

    /** Rows appear at once, without a thousand events. */
    private static void known(List<ResidentId> residents, long version) {
        try (Connection connection = TestCluster.shared().owner("eu").getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO checkin.health_status_eu (resident_id, country_code, revision, version, outcome,
                                                              status, sampled_at, erased, updated_at)
                        SELECT r, ?, 1, ?, 'NEGATIVE', 'FINAL', now(), false, now() FROM unnest(?) AS r
                        """)) {
            insert.setString(1, residents.getFirst().countryCode());
            insert.setLong(2, version);
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "uuid", residents.stream().map(ResidentId::id).toArray(UUID[]::new)));
            assertThat(insert.executeUpdate()).isEqualTo(residents.size());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void point5EveryKindOfDivergenceIsFoundInBothDirections() {
        List<ResidentId> people = sorted("FRA", 6);
        people.subList(1, 5).forEach(resident -> negative(resident, 4));
        event(
                "ResidentErased",
                people.get(4),
                Map.of("residentId", people.get(4).toString()));
        Answer all = compare("FRA", "RESULTS", Map.of(), List.of());
        assertThat(differences(all))
                .containsExactly(people.get(1) + " AHEAD 4", people.get(2) + " AHEAD 4", people.get(3) + " AHEAD 4");

        Answer answer = compare(
                "FRA",
                "RESULTS",
                Map.of(),
                List.of(
                        status(people.get(0), 1, "lost event"),
                        status(people.get(1), 5, "later"),
                        status(people.get(2), 4, "same version, other facts"),
                        status(people.get(4), 9, "erased on purpose")));

        assertThat(differences(answer))
                .containsExactly(
                        people.get(0) + " MISSING 0",
                        people.get(1) + " DIFFERENT 4",
                        people.get(2) + " DIFFERENT 4",
                        people.get(3) + " AHEAD 4");
        assertThat(answer.json().has("until")).isFalse();
        assertThat(differences(compare("FRA", "RESULTS", null, List.of(status(people.get(3), 3, "behind")))))
                .containsExactly(people.get(3) + " AHEAD 4");
    }

    @Test
    void point5TheSameFactsAreTheSameWhateverServiceSaysThem() {
        ResidentId resident = TestTokens.aResident("AUT");
        Map<String, Object> change = noResult(resident, 7);
        change.put("outcome", "NEGATIVE");
        change.put("status", "FINAL");
        change.put("method", "POOLED");
        change.put("sampledAt", "2026-03-01T10:15:30.123456Z");
        change.put("testedAt", "2026-03-01T14:15:30Z");
        change.put("suspectedAt", "2026-02-20T00:00:00Z");
        event("LatestResultChanged", resident, List.of(change));
        String digest = "6L0sHv6J2EwOYpqS"; // as in DigestTests, here and in results-service
        assertThat(differences(compare("AUT", "RESULTS", null, List.of(status(resident, 7, digest)))))
                .isEmpty();
        Map<String, Object> doses = noResult(resident, 2);
        doses.put("doses", 2);
        doses.put("lastDoseOn", "2025-11-03");
        event("VaccinationRecorded", resident, List.of(doses));
        assertThat(differences(compare("AUT", "VACCINATIONS", null, List.of(status(resident, 2, "PsCWZ5oAhZb3_kqC")))))
                .isEmpty();
        assertThat(differences(compare("AUT", "VACCINATIONS", null, List.of(status(resident, 2, "RESULTS-digest--")))))
                .containsExactly(resident + " DIFFERENT 2");
    }

    @Test
    void point5PagesCoverEverybodyOnceHoweverManyAreKnownHereOnly() {
        List<ResidentId> people = sorted("ITA", 4_500);
        known(people, 3);
        List<String> found = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            Map<String, Object> range = new LinkedHashMap<>();
            range.put("after", after);
            Answer page = compare("ITA", "RESULTS", range, List.of());
            found.addAll(differences(page));
            after = page.json().has("until") ? page.at("/until") : null;
            pages++;
        } while (after != null);
        assertThat(pages).isEqualTo(3);
        assertThat(found)
                .containsExactlyElementsOf(
                        people.stream().map(resident -> resident + " AHEAD 3").toList());
    }

    /** What lies beyond the part that was compared is not reported as missing: its turn comes. */
    @Test
    void point5AStatusBeyondThePartThatWasComparedWaitsForItsTurn() {
        List<ResidentId> people = sorted("ESP", 2_002);
        known(people.subList(0, 2_001), 1);
        Answer page = compare("ESP", "RESULTS", Map.of(), List.of(status(people.get(2_001), 1, NOTHING)));
        assertThat(page.at("/until")).isEqualTo(people.get(1_999).toString());
        assertThat(differences(page)).hasSize(2_000).noneMatch(one -> one.contains("MISSING"));
        Answer rest = compare(
                "ESP", "RESULTS", Map.of("after", page.at("/until")), List.of(status(people.get(2_001), 1, NOTHING)));
        assertThat(differences(rest)).containsExactly(people.get(2_001) + " MISSING 0", people.get(2_000) + " AHEAD 1");
    }

    @Test
    void point5ACorrectionOfDosesHitsTheVersionItMeansAndNoOther() {
        doses("VaccinationRecorded", erika, 5, 5, null);
        doses("VaccinationCorrected", erika, 2, 2, 4L);
        assertThat(healthCode(erika).at("/vaccination/doses")).isEqualTo("5");
        doses("VaccinationCorrected", erika, 2, 2, 5L);
        assertThat(healthCode(erika).at("/vaccination/doses")).isEqualTo("2");
        doses("VaccinationRecorded", erika, 3, 3, null);
        assertThat(healthCode(erika).at("/vaccination/doses")).isEqualTo("3");
    }

    private void doses(String type, ResidentId resident, long version, int doses, @Nullable Long replaces) {
        Map<String, Object> change = noResult(resident, version);
        change.put("doses", doses);
        change.put("lastDoseOn", "2025-11-03");
        if (replaces != null) {
            change.put("replaces", replaces);
        }
        event(type, resident, List.of(change));
    }

    @Test
    void onlyServicesMayCompareAndOnlyWithinACountry() {
        Map<String, Object> body = Map.of(
                "country", "DEU", "topic", "RESULTS", "statuses", List.of(status(TestTokens.aResident("FRA"), 1, "x")));
        assertThat(service()
                        .post("/internal/health-status/compare", TestTokens.service("results"), body)
                        .status())
                .isEqualTo(400);
        assertThat(service()
                        .post("/internal/health-status/compare", TestTokens.resident(erika), body)
                        .status())
                .isEqualTo(403);
    }
}
