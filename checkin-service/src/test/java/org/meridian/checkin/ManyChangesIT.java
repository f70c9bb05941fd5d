package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;

/** Changes as results-service tells them: many people's in one event, and many events at once. */
class ManyChangesIT extends CheckinTestBase {

    private static final String RESULTS = "LatestResultChanged";
    private static final String REGISTERED = "ResidentRegistered";

    private static List<ResidentId> residents(int count) {
        return Stream.generate(() -> TestTokens.aResident("DEU")).limit(count).toList();
    }

    private Map<String, Object> negative(ResidentId resident, long version) {
        return resultPayload(resident, version, "NEGATIVE", "FINAL", Duration.ofHours(2));
    }

    private Map<String, Object> event(ResidentId subject, List<Map<String, Object>> changes) {
        return anEvent(UUID.randomUUID(), RESULTS, subject, changes);
    }

    private static List<String> outcomes(Answer answer) {
        List<String> outcomes = new ArrayList<>();
        answer.json().forEach(verdict -> outcomes.add(verdict.path("outcome").asString("")));
        return outcomes;
    }

    @Test
    void point5ThousandsOfChangesOfOneDeliveryAreOneStatementAndSeenAtOnce() {
        List<ResidentId> people = residents(1_200);
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < people.size(); i += 400) {
            events.add(event(
                    people.get(i),
                    people.subList(i, i + 400).stream()
                            .map(resident -> negative(resident, 1))
                            .toList()));
        }
        assertThat(healthCode(people.getLast()).at("/colour")).isEqualTo("YELLOW"); // remembered
        log.clear();

        Answer answer = deliver(events);

        assertThat(outcomes(answer)).containsOnly("HANDLED").hasSize(3);
        assertThat(ofDeliveries())
                .filteredOn(executed -> executed.sql().contains("health_status"))
                .hasSize(1);
        assertThat(healthCode(people.getFirst()).at("/colour")).isEqualTo("GREEN");
        assertThat(healthCode(people.getLast()).at("/colour")).isEqualTo("GREEN");
    }

    @Test
    void point2AllWhoRegisteredTogetherAreOneStatementAlsoBesideOneWhoIsToldOfAlone() {
        List<ResidentId> people = residents(300);
        List<Map<String, Object>> events = List.of(
                anEvent(UUID.randomUUID(), REGISTERED, people.getFirst(), named(people.getFirst())),
                anEvent(
                        UUID.randomUUID(),
                        REGISTERED,
                        people.get(1),
                        people.stream().skip(1).map(ManyChangesIT::named).toList()));
        log.clear();

        Answer answer = deliver(events);

        assertThat(outcomes(answer)).containsOnly("HANDLED").hasSize(2);
        assertThat(ofDeliveries())
                .filteredOn(executed -> executed.sql().contains("health_status"))
                .hasSize(1);
        assertThat(healthCode(people.getFirst()).at("/name")).isEqualTo("E*** M***");
        assertThat(healthCode(people.getLast()).at("/name")).isEqualTo("E*** M***");
    }

    @Test
    void point4WhoSomebodyIsIsRegistrationsWordAlone() {
        Answer answer = service()
                .post(
                        "/internal/events",
                        TestTokens.service("results"),
                        List.of(anEvent(UUID.randomUUID(), REGISTERED, erika, List.of(named(erika)))));
        assertThat(outcomes(answer)).containsExactly("REFUSED");
        assertThat(count("eu", "health_status", "resident_id = ?", erika.id())).isZero();
    }

    private static Map<String, Object> named(ResidentId resident) {
        return Map.of("residentId", resident.toString(), "name", "E*** M***", "nationalId", "L01X*****");
    }

    @Test
    void point5OfSeveralChangesOfOnePersonTheHighestVersionHoldsInWhateverOrderTheyCome() {
        long seed = 20_260_301;
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            ResidentId resident = TestTokens.aResident("DEU");
            List<Map<String, Object>> changes = new ArrayList<>(List.of(
                    resultPayload(resident, 1, "POSITIVE", "PROVISIONAL", Duration.ofHours(9)),
                    resultPayload(resident, 2, "NEGATIVE", "FINAL", Duration.ofHours(5)),
                    resultPayload(resident, 3, "POSITIVE", "FINAL", Duration.ofHours(1))));
            Collections.shuffle(changes, random);
            int cut = random.nextInt(4);
            List<Map<String, Object>> events = new ArrayList<>();
            events.add(event(resident, changes.subList(0, cut)));
            events.add(event(resident, changes.subList(cut, 3)));
            assertThat(outcomes(deliver(events))).containsOnly("HANDLED");
            assertThat(healthCode(resident).at("/colour")).isEqualTo("RED");
            assertThat(count("eu", "health_status", "resident_id = ? AND version = 3 AND revision = 1", resident.id()))
                    .isEqualTo(1);
        }
    }

    @Test
    void point5AChangeOfAnotherCountrysResidentIsRefusedAndItsNeighboursAreNot() {
        ResidentId stray = TestTokens.aResident("USA");
        ResidentId good = TestTokens.aResident("DEU");
        Answer answer = deliver(List.of(
                event(erika, List.of(negative(erika, 1), negative(stray, 1))),
                event(good, List.of(negative(good, 1)))));
        assertThat(outcomes(answer)).containsExactly("REFUSED", "HANDLED");
        assertThat(count("eu", "health_status", "resident_id = ?", erika.id())).isZero();
        assertThat(count("us", "health_status", "resident_id = ?", stray.id())).isZero();
        assertThat(healthCode(good).at("/colour")).isEqualTo("GREEN");
    }

    @Test
    void point3AResultThatIsTakenBackLeavesNone() {
        result(erika, 1, "POSITIVE", "FINAL", Duration.ofHours(3));
        assertThat(healthCode(erika).at("/colour")).isEqualTo("RED");
        event(RESULTS, erika, List.of(noResult(erika, 2)));
        Answer code = healthCode(erika);
        assertThat(code.at("/colour")).isEqualTo("YELLOW");
        assertThat(code.at("/reasons/0/rule")).isEqualTo("NO_RECENT_TEST");
        assertThat(code.json().has("latestTest")).isFalse();
        String nothing = "resident_id = ? AND outcome IS NULL AND positive_at IS NULL AND sampled_at IS NULL";
        assertThat(count("eu", "health_status", nothing, erika.id())).isEqualTo(1);
    }

    @Test
    void point2WhoWasPositiveStaysRedThroughANegativeTestForFourteenDaysExactly() {
        Instant positiveAt = clock.instant().minus(Duration.ofDays(13));
        Map<String, Object> negative = negative(erika, 2);
        negative.put("positiveAt", positiveAt.toString());
        event(RESULTS, erika, List.of(negative));
        Answer code = healthCode(erika);
        assertThat(code.at("/colour")).isEqualTo("RED");
        assertThat(code.at("/latestTest/outcome")).isEqualTo("NEGATIVE");
        assertThat(Instant.parse(code.at("/validUntil"))).isBeforeOrEqualTo(positiveAt.plus(Duration.ofDays(14)));
        Answer elsewhere = service().get("/internal/health-status/" + erika, TestTokens.service("checkin"));
        assertThat(elsewhere.at("/positiveAt")).isNotEmpty();
    }

    @Test
    void point2ALaterNegativePoolLeavesTheCodeYellowUntilTheRetest() {
        Map<String, Object> pool = negative(erika, 2);
        pool.put("suspectedAt", clock.instant().minus(Duration.ofDays(1)).toString());
        event(RESULTS, erika, List.of(pool));
        assertThat(healthCode(erika).at("/reasons/0/rule")).isEqualTo("RETEST_OUTSTANDING");
        result(erika, 3, "NEGATIVE", "FINAL", Duration.ofHours(1));
        assertThat(healthCode(erika).at("/colour")).isEqualTo("GREEN");
    }

    @Test
    void point7VaccinationsAreShownInTheHealthCodeNewestVersionOnly() {
        vaccinated(erika, 2, 2, "2025-11-03");
        vaccinated(erika, 1, 1, "2025-10-01");
        Answer code = healthCode(erika);
        assertThat(code.at("/vaccination/doses")).isEqualTo("2");
        assertThat(code.at("/vaccination/lastDoseOn")).isEqualTo("2025-11-03");
        assertThat(code.at("/colour")).isEqualTo("YELLOW"); // a vaccination is no test
        result(erika, 1, "NEGATIVE", "FINAL", Duration.ofHours(1)); // versions of their own
        assertThat(healthCode(erika).at("/colour")).isEqualTo("GREEN");
        assertThat(healthCode(erika).at("/vaccination/doses")).isEqualTo("2");
        event("ResidentErased", erika, Map.of("residentId", erika.toString()));
        vaccinated(erika, 3, 3, "2026-01-01");
        assertThat(count("eu", "health_status", "resident_id = ? AND doses IS NULL", erika.id()))
                .isEqualTo(1);
    }

    private void vaccinated(ResidentId resident, long version, int doses, String lastDoseOn) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("residentId", resident.toString());
        change.put("version", version);
        change.put("doses", doses);
        change.put("lastDoseOn", lastDoseOn);
        event("VaccinationRecorded", resident, List.of(change));
    }
}
