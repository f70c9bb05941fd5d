package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        clock.forward(Duration.ofHours(71)); // the service's clock only; a fresh owner's token is made by the machine's
        Answer answer = service()
                .post(
                        "/v1/places/" + place + "/check-ins/batch",
                        TestTokens.token(new org.meridian.platform.token.Caller(
                                owner.toString(),
                                owner.country(),
                                java.util.Set.of(org.meridian.platform.token.Role.PLACE_OWNER),
                                owner,
                                null,
                                null,
                                clock.instant().plus(Duration.ofHours(1)))),
                        scans);
        assertThat(outcomes(answer)).containsExactly("ACCEPTED");
    }

    @Test
    void anItemThatLacksAPartIsNamedAndNothingIsWritten() {
        Map<String, Object> incomplete = scan("b", erika, clock.instant());
        incomplete.remove("residentCode");
        Answer answer = batch(aPlace(), List.of(scan("a", erika, clock.instant()), incomplete));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/1/residentCode");
        assertThat(count("eu", "check_in", "resident_id = ?", erika.id())).isZero();
        Map<String, Object> odd = scan("c", erika, clock.instant());
        odd.put("colour", "GREEN");
        assertThat(batch(aPlace(), List.of(odd)).at("/errors/0/pointer")).isEqualTo("/0/colour");
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
}
