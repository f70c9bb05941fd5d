package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.StatementListener.Executed;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;

/** What a desk collected without a network. */
class OfflineDeskIT {

    private final Instant now = Clock.systemUTC().instant();

    private final Desk desk = Desk.approved("DEU");

    private static Map<String, String> item(String barcode, ResidentId resident, Instant sampledAt) {
        Map<String, String> item = new LinkedHashMap<>();
        item.put("clientId", UUID.randomUUID().toString());
        item.put("barcode", barcode);
        item.put("residentId", resident.toString());
        item.put("sampledAt", sampledAt.toString());
        return item;
    }

    private static ResidentId aGerman() {
        return TestTokens.aResident("DEU");
    }

    private static List<String> outcomes(Api.Answer answer) {
        return answer.body()
                .valueStream()
                .map(o -> o.path("outcome").asString() + " " + o.path("reason").asString(""))
                .map(String::strip)
                .toList();
    }

    @Test
    void eachItemHasItsOwnOutcomeAndABadOneHarmsNoOther() {
        String tube = desk.tube(20);
        String other = Desk.approved("DEU").tube(5);
        String sealed = desk.tube(5);
        desk.add(sealed, aGerman());
        desk.seal(sealed);
        ResidentId twice = aGerman();
        Map<String, String> shown = item(tube, aGerman(), now);
        shown.remove("residentId");
        shown.put("residentCode", TestTokens.code(TestTokens.aResident("FRA")));
        Map<String, String> forged = new LinkedHashMap<>(shown);
        forged.put("clientId", "forged");
        forged.put("residentCode", "DEU-00000");
        Map<String, String> both = item(tube, aGerman(), now);
        both.put("residentCode", "DEU-0");
        Map<String, String> noId = item(tube, aGerman(), now);
        noId.put("clientId", "has a comma, and a space");
        Map<String, String> noTime = item(tube, aGerman(), now);
        noTime.put("sampledAt", "yesterday");
        Map<String, String> nobody = item(tube, aGerman(), now);
        nobody.put("residentId", "DEU-nobody");
        List<Map<String, String>> items = new ArrayList<>(List.of(
                item(tube, twice, now),
                shown,
                item(tube, twice, now.plusSeconds(1)),
                forged,
                both,
                noId,
                noTime,
                nobody,
                item("NO-SUCH-TUBE", aGerman(), now),
                item("no barcode", aGerman(), now),
                item(other, aGerman(), now),
                item(sealed, aGerman(), now),
                item(tube, aGerman(), now.plus(Duration.ofHours(3))),
                item(tube, aGerman(), now.minus(Duration.ofHours(80))),
                item(tube, aGerman(), now.plus(Duration.ofMinutes(110))),
                item(tube, aGerman(), now.minus(Duration.ofHours(71)))));
        Api.Answer answer = desk.batch(items);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(outcomes(answer))
                .containsExactly(
                        "ACCEPTED",
                        "ACCEPTED",
                        "REJECTED already-in-tube",
                        "REJECTED bad-resident-code",
                        "REJECTED need-one-person",
                        "REJECTED bad-client-id",
                        "REJECTED bad-sampled-at",
                        "REJECTED bad-resident-id",
                        "REJECTED unknown-tube",
                        "REJECTED bad-barcode",
                        "REJECTED unknown-tube",
                        "REJECTED tube-not-open",
                        "REJECTED sampled-in-the-future",
                        "REJECTED sampled-too-long-ago",
                        "ACCEPTED",
                        "ACCEPTED");
        assertThat(answer.body().get(0).path("sampleId").asString()).startsWith("DEU-");
        assertThat(answer.body().get(0).path("clientId").asString())
                .isEqualTo(items.getFirst().get("clientId"));
        assertThat(desk.show(tube).body().path("filled").asInt()).isEqualTo(4);
    }

    @Test
    void aBatchSentAgainIsAllDuplicatesWithTheSameIds() {
        String tube = desk.tube(10);
        List<Map<String, String>> items =
                IntStream.range(0, 10).mapToObj(i -> item(tube, aGerman(), now)).toList();
        Api.Answer first = desk.batch(items);
        desk.seal(tube);
        Api.Answer again = desk.batch(items);
        assertThat(outcomes(first)).containsOnly("ACCEPTED");
        assertThat(outcomes(again)).containsOnly("DUPLICATE");
        assertThat(ids(again)).isEqualTo(ids(first));
        Map<String, String> stolen = item(tube, aGerman(), now);
        stolen.put("clientId", String.valueOf(items.getFirst().get("clientId")));
        assertThat(outcomes(desk.batch(List.of(stolen)))).containsExactly("REJECTED client-id-taken");
    }

    @Test
    void whoCameFirstHasThePlaceWhateverTheOrderInTheBatch() {
        String tube = desk.tube(1);
        Api.Answer answer =
                desk.batch(List.of(item(tube, aGerman(), now), item(tube, aGerman(), now.minusSeconds(60))));
        assertThat(outcomes(answer)).containsExactly("REJECTED tube-full", "ACCEPTED");
    }

    @Test
    void aLongBatchTakesNoMoreStatementsThanAShortOne() {
        var log = Service.running().log();
        List<List<String>> statements = new ArrayList<>();
        for (int length : new int[] {1, 20}) {
            String tube = desk.tube(20);
            List<Map<String, String>> items = IntStream.range(0, length)
                    .mapToObj(i -> item(tube, aGerman(), now))
                    .toList();
            log.clear();
            assertThat(outcomes(desk.batch(items))).containsOnly("ACCEPTED");
            statements.add(log.ofRequests().stream().map(Executed::sql).toList());
            log.assertPruned("sampling");
        }
        assertThat(statements.getFirst()).hasSize(5);
        assertThat(statements.getLast()).isEqualTo(statements.getFirst());
    }

    @Test
    void travellersOfABatchAreToldToTheirHomesOnce() {
        String tube = desk.tube(5);
        ResidentId traveller = TestTokens.aResident("TWN");
        desk.batch(List.of(item(tube, traveller, now), item(desk.tube(1), traveller, now)));
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(Service.running()
                                .api()
                                .get("/v1/me/samples", TestTokens.resident(traveller))
                                .body())
                        .hasSize(2));
    }

    @Test
    void fiveThousandItemsAreTakenAndOneMoreIsTooMany() {
        List<String> tubes =
                IntStream.range(0, 250).mapToObj(i -> Desk.aBarcode()).toList();
        tubes.forEach(tube -> assertThat(desk.open(tube, 20).status()).isEqualTo(201));
        List<Map<String, String>> items = new ArrayList<>(tubes.stream()
                .flatMap(tube -> IntStream.range(0, 20).mapToObj(i -> item(tube, aGerman(), now)))
                .toList());
        assertThat(outcomes(desk.batch(items))).hasSize(5_000).containsOnly("ACCEPTED");
        items.add(item(tubes.getFirst(), aGerman(), now));
        Api.Answer tooMany = desk.batch(items);
        assertThat(tooMany.status()).isEqualTo(413);
        assertThat(tooMany.problem()).isEqualTo("too-large");
        assertThat(desk.batch(List.of()).text()).isEqualTo("[]");
    }

    private static List<String> ids(Api.Answer answer) {
        return answer.body()
                .valueStream()
                .map(o -> o.path("sampleId").asString())
                .toList();
    }
}
