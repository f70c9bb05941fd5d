package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;

class ScannerIT extends CheckinTestBase {

    private Map<String, Object> scan(String clientId, ResidentId resident, Instant at) {
        Map<String, Object> scan = new LinkedHashMap<>();
        scan.put("clientId", clientId);
        scan.put("residentCode", TestTokens.code(resident));
        scan.put("checkedInAt", at.toString());
        return scan;
    }

    private Answer batch(String place, List<?> scans) {
        return service().post("/v1/places/" + place + "/check-ins/batch", ownerToken(), scans);
    }

    @Test
    void whatAnOfflineScannerCollectedIsTakenOnceItemByItem() {
        String place = aPlace();
        Instant now = clock.instant();
        List<Map<String, Object>> scans = new ArrayList<>();
        scans.add(scan("a", erika, now));
        scans.add(scan("b", TestTokens.aResident("FRA"), now));
        scans.add(scan("a", erika, now));
        Map<String, Object> forged = scan("c", erika, now);
        forged.put("residentCode", tampered(TestTokens.code(erika)));
        scans.add(forged);
        scans.add(scan("d", erika, now.plus(Duration.ofHours(3))));
        scans.add(scan("e", erika, now.minus(Duration.ofHours(75))));
        log.clear();

        Answer first = batch(place, scans);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(outcomes(first))
                .containsExactly("ACCEPTED", "ACCEPTED", "DUPLICATE", "REJECTED", "REJECTED", "REJECTED");
        assertThat(first.at("/3/reason")).contains("genuine");
        assertThat(first.at("/2/checkInId")).isEqualTo(first.at("/0/checkInId"));
        assertThat(statements())
                .filteredOn(executed -> executed.sql().contains("INTO check_in"))
                .hasSize(1);
        Answer again = batch(place, scans);
        assertThat(outcomes(again))
                .containsExactly("DUPLICATE", "DUPLICATE", "DUPLICATE", "REJECTED", "REJECTED", "REJECTED");
        assertThat(count("eu", "check_in", "resident_id = ?", erika.id())).isEqualTo(1);
    }

    @Test
    void aClockTwoHoursOffLosesNobody() {
        Instant now = clock.instant();
        Answer answer = batch(
                aPlace(),
                List.of(
                        scan("fast", erika, now.plus(Duration.ofMinutes(119))),
                        scan("slow", erika, now.minus(Duration.ofMinutes(119)))));
        assertThat(outcomes(answer)).containsExactly("ACCEPTED", "ACCEPTED");
    }

    @Test
    void aScannerMayComeThreeDaysLate() {
        String place = aPlace();
        List<Map<String, Object>> scans = List.of(scan("late", erika, clock.instant()));
        clock.forward(Duration.ofHours(71)); // a fresh owner's token is made by the same clock
        Answer answer = service()
                .post(
                        "/v1/places/" + place + "/check-ins/batch",
                        token(new org.meridian.platform.token.Caller(
                                owner.toString(),
                                owner.country(),
                                java.util.Set.of(org.meridian.platform.token.Role.PLACE_OWNER),
                                owner,
                                null,
                                null,
                                soon())),
                        scans);
        assertThat(outcomes(answer)).containsExactly("ACCEPTED");
    }

    @Test
    void point6OneBadItemNeverFailsItsNeighbours() {
        String place = aPlace();
        Instant now = clock.instant();
        List<Object> scans = new ArrayList<>();
        scans.add(scan("a", erika, now));
        scans.add(without("residentCode", scan("b", erika, now)));
        scans.add(without("checkedInAt", scan("c", erika, now)));
        scans.add(without("clientId", scan("d", erika, now)));
        scans.add(with("colour", "GREEN", scan("e", erika, now)));
        scans.add(with("checkedInAt", "yesterday", scan("f", erika, now)));
        scans.add(with("sequence", -1, scan("g", erika, now)));
        scans.add(with("sequence", "first", scan("h", erika, now)));
        scans.add(with("clientId", "no/name", scan("i", erika, now)));
        scans.add(with("residentCode", 7, scan("j", erika, now)));
        scans.add(null);
        scans.add("scan");
        scans.add(List.of());
        scans.add(scan("z", erika, now.plusMillis(5)));

        Answer answer = batch(place, scans);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> outcomes = outcomes(answer);
        assertThat(outcomes).hasSize(scans.size());
        assertThat(List.of(outcomes.getFirst(), outcomes.getLast())).containsOnly("ACCEPTED");
        assertThat(outcomes.subList(1, outcomes.size() - 1)).containsOnly("REJECTED");
        assertThat(answer.at("/1/reason")).startsWith("residentCode:");
        assertThat(answer.at("/1/clientId")).isEqualTo("b");
        assertThat(answer.at("/4/reason")).startsWith("colour:");
        answer.json()
                .forEach(item ->
                        assertThat(item.has("reason") ^ item.has("checkInId")).isTrue());
        assertThat(count("eu", "check_in", "resident_id = ?", erika.id())).isEqualTo(2);
    }

    @Test
    void point6AClientIdThatStandsForAnotherScanIsNotSilentlyLost() {
        String place = aPlace();
        Instant now = clock.instant();
        ResidentId other = TestTokens.aResident("DEU");
        Answer first = batch(place, List.of(scan("a", erika, now), scan("a", other, now)));
        assertThat(outcomes(first)).containsExactly("ACCEPTED", "REJECTED");
        assertThat(first.at("/1/reason")).contains("another scan");
        Answer later = batch(place, List.of(scan("a", other, now), scan("a", erika, now)));
        assertThat(outcomes(later)).containsExactly("REJECTED", "DUPLICATE");
        assertThat(count("eu", "check_in", "resident_id = ?", other.id())).isZero();
    }

    /** The clock was set back by an hour between the scans; the scanner's count still tells. */
    @Test
    void point6ScansAreHandledInTheScannersOwnOrder() {
        String place = aPlace();
        Instant now = clock.instant();
        Answer answer = batch(
                place,
                List.of(
                        with("sequence", 3, scan("c", erika, now.minusSeconds(3_500))),
                        with("sequence", 2, scan("b", TestTokens.aResident("DEU"), now)),
                        with("sequence", 1, scan("b", erika, now.minusSeconds(5)))));
        assertThat(outcomes(answer)).containsExactly("ACCEPTED", "REJECTED", "ACCEPTED");
        assertThat(count("eu", "check_in", "resident_id = ? AND sequence = 1", erika.id()))
                .isEqualTo(1);
        assertThat(count("eu", "check_in", "resident_id = ? AND sequence = 3", erika.id()))
                .isEqualTo(1);
        Answer byTime = batch(
                aPlace(), List.of(scan("b", TestTokens.aResident("DEU"), now), scan("b", erika, now.minusSeconds(5))));
        assertThat(outcomes(byTime)).containsExactly("REJECTED", "ACCEPTED");
    }

    @Test
    void point6TheSameScansSentOneToThreeTimesShuffledAndByTwoScannersAtOnceAreEachThereOnce() throws Exception {
        Random random = new Random(20_260_301);
        for (int round = 0; round < 8; round++) {
            String place = aPlace();
            ResidentId visitor = TestTokens.aResident("DEU");
            Instant begin = clock.instant().minus(Duration.ofMinutes(90));
            List<Map<String, Object>> scans = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                scans.add(with("sequence", i, scan("scan-" + i, visitor, begin.plusSeconds(i))));
            }
            List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
            int times = 1 + random.nextInt(3);
            try (var scanners = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int scanner = 0; scanner < 2; scanner++) {
                    List<List<Map<String, Object>>> sendings = new ArrayList<>();
                    for (int i = 0; i < times; i++) {
                        List<Map<String, Object>> shuffled = new ArrayList<>(scans);
                        Collections.shuffle(shuffled, random);
                        sendings.add(shuffled);
                    }
                    scanners.execute(() -> sendings.forEach(sending -> answers.add(batch(place, sending))));
                }
            }
            assertThat(answers).hasSize(2 * times);
            List<String> outcomes = answers.stream()
                    .flatMap(answer -> outcomes(answer).stream())
                    .toList();
            assertThat(outcomes).doesNotContain("REJECTED").hasSize(2 * times * 60);
            assertThat(Collections.frequency(outcomes, "ACCEPTED")).isEqualTo(60);
            assertThat(count("eu", "check_in", "resident_id = ?", visitor.id())).isEqualTo(60);
            assertThat(count(
                            "eu",
                            "check_in",
                            "resident_id = ? AND checked_in_at = ?::timestamptz + sequence * interval '1 second'",
                            visitor.id(),
                            begin.truncatedTo(ChronoUnit.MILLIS).toString()))
                    .isEqualTo(60);
            assertThat(listed(visitor)).isEqualTo(60);
        }
    }

    /** How many visits the person's own list has; it must be newest first throughout. */
    private int listed(ResidentId visitor) {
        List<Instant> times = new ArrayList<>();
        String path = "/v1/me/check-ins";
        while (!path.isEmpty()) {
            Answer page = service().get(path, TestTokens.resident(visitor));
            page.json()
                    .forEach(visit ->
                            times.add(Instant.parse(visit.path("checkedInAt").asString(""))));
            String link = page.header("Link");
            path = link.isEmpty() ? "" : link.substring(link.indexOf("/v1/"), link.indexOf('>'));
        }
        assertThat(times).isSortedAccordingTo(Comparator.reverseOrder());
        return times.size();
    }

    @Test
    void tooManyAtOnceAreRefused() {
        Map<String, Object> one = scan("a", erika, clock.instant());
        List<Map<String, Object>> many = java.util.Collections.nCopies(5_001, one);
        assertThat(batch(aPlace(), many).status()).isEqualTo(413);
    }

    private static List<String> outcomes(Answer answer) {
        List<String> outcomes = new ArrayList<>();
        answer.json().forEach(item -> outcomes.add(item.path("outcome").asString("")));
        return outcomes;
    }

    /** Another character well before the end: the last one may hold bits that say nothing. */
    private static String tampered(String code) {
        int at = code.length() - 10;
        return code.substring(0, at) + (code.charAt(at) == 'A' ? 'B' : 'A') + code.substring(at + 1);
    }

    private static Map<String, Object> with(String name, Object value, Map<String, Object> scan) {
        scan.put(name, value);
        return scan;
    }

    private static Map<String, Object> without(String name, Map<String, Object> scan) {
        scan.remove(name);
        return scan;
    }
}
