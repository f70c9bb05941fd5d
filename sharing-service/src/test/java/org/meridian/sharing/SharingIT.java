package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import tools.jackson.databind.JsonNode;

class SharingIT extends RunningSharing {

    @Test
    void anEmployerReadsThoseWhoConsentAcrossCountriesAndEachSeesWhoRead() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-001");
        ResidentId lin = aResident("TWN", "T-LIN-002");
        ResidentId silent = aResident("DEU", "D-SILENT3");
        List.of(kim, lin, silent).forEach(resident -> outcomes.put(resident, "NEGATIVE"));
        String csv = "nationalId,name,type,expiresOn,country,reference\n"
                + "D-KIM-001,Kim,STAFF," + inAMonth() + ",,\n"
                + "T-LIN-002,Lin,STAFF," + inAMonth() + ",TWN,=17\n"
                + "D-SILENT3,Sil,STAFF," + inAMonth() + ",,\n"
                + "D-LATER04,Lat,STAFF," + inAMonth() + ",,later\n";
        Answer receipt = putCsv(unit.path("/roster"), unit.token(), csv);
        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.json().path("accepted").asInt()).isEqualTo(4);

        ResidentId later = aResident("DEU", "D-LATER04"); // registers only after the upload
        outcomes.put(later, "POSITIVE");
        List.of(kim, lin, later)
                .forEach(
                        resident -> assertThat(consent(resident, unit).status()).isEqualTo(201));

        log.clear();
        Answer answer = get(unit.path("/results"), unit.token());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(members(answer)).containsExactlyInAnyOrder("******001", "=17", "later");
        assertThat(answer.json().get(0).propertyNames())
                .containsExactlyInAnyOrder("member", "type", "outcome", "status", "sampledOn");
        assertThat(answer.text()).contains("2026-01-31").doesNotContain("D-KIM", "Kim", kim.toString());
        log.assertPruned("sharing");

        String unitIs = "unit_id = " + uuid(unit.id());
        assertThat(count("share_read", "DEU", unitIs)).isEqualTo(2);
        assertThat(count("share_read", "TWN", unitIs)).isEqualTo(1);
        assertThat(count("roster_member", "DEU", unitIs + " AND resident_id IS NOT NULL"))
                .isEqualTo(4);
    }

    @Nested
    class Units {

        @Test
        void areRegisteredInTheAdministratorsCountryOnly() {
            String token = admin(TestTokens.aStaffAccount("DEU"));
            assertThat(call("POST", "/v1/units", token, unit("FRA")).status()).isEqualTo(403);
            assertThat(call("POST", "/v1/units", token, unit("XXX")).status()).isEqualTo(422);
            assertThat(call("POST", "/v1/units", token, "{\"country\":\"DEU\"}")
                            .json()
                            .path("errors")
                            .size())
                    .isEqualTo(4);
            assertThat(call("POST", "/v1/units", token, "{\"boss\":1}").status())
                    .isEqualTo(400);
            assertThat(call("POST", "/v1/units", auditor(), unit("DEU")).status())
                    .isEqualTo(403);
            assertThat(call("POST", "/v1/units", "x", unit("DEU")).status()).isEqualTo(401);
            assertThat(get("/v1/units", token).json()).isEmpty();
        }

        @Test
        void areOneStatementToRegisterAndTheSameAgainWithTheSameKey() {
            String token = admin(TestTokens.aStaffAccount("DEU"));
            log.clear();
            Answer first = call("POST", "/v1/units", token, unit("DEU"));
            assertThat(first.status()).isEqualTo(201);
            assertThat(first.json().path("status").asString()).isEqualTo("PENDING");
            assertThat(log.count()).isEqualTo(1);
            Answer keyed = call("POST", "/v1/units", token, unit("DEU"), "Idempotency-Key", "k1");
            assertThat(call("POST", "/v1/units", token, unit("DEU"), "Idempotency-Key", "k1")
                            .text())
                    .isEqualTo(keyed.text());
            assertThat(get("/v1/units", token).json()).hasSize(2);
        }

        @Test
        void areDecidedOnce() {
            AUnit unit = aPendingUnit("DEU");
            assertThat(call("POST", unit.path("/decision"), unit.token(), "{}").status())
                    .isEqualTo(403);
            assertThat(call("POST", unit.path("/decision"), auditor(), "{\"decision\":\"MAYBE\",\"reason\":\"x\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(decide(unit, "REJECTED").json().path("status").asString())
                    .isEqualTo("REJECTED");
            Answer second = decide(unit, "APPROVED");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.type()).isEqualTo("already-decided");
        }

        @Test
        void areSeenByTheirAdministratorAndAuditorsOnly() {
            AUnit unit = aPendingUnit("DEU");
            assertThat(get(unit.path(""), unit.token()).status()).isEqualTo(200);
            assertThat(get(unit.path(""), auditor()).status()).isEqualTo(200);
            assertThat(get(unit.path(""), admin(TestTokens.aStaffAccount("DEU")))
                            .status())
                    .isEqualTo(403);
            assertThat(get("/v1/units/DEU-nothing", auditor()).status()).isEqualTo(404);
            assertThat(get("/v1/units/DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE", auditor())
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void areListedForAuditorsAcrossRegionsInOneStatement() {
            List<String> ids = List.of(
                    aPendingUnit("DEU").id(),
                    aPendingUnit("USA").id(),
                    aPendingUnit("TWN").id());
            log.clear();
            Answer answer = get("/v1/units?status=PENDING", auditor());
            assertThat(log.count()).isEqualTo(1);
            assertThat(answer.header("Meridian-Missing-Regions")).isEmpty();
            assertThat(StreamSupport.stream(answer.json().spliterator(), false)
                            .map(unit -> unit.path("unitId").asString()))
                    .containsAll(ids);
            assertThat(get("/v1/units?status=SOON", auditor()).status()).isEqualTo(400);
        }
    }

    @Nested
    class Rosters {

        @Test
        void areReplacedAsAWholeAndTheReceiptReconciles() {
            AUnit unit = anApprovedUnit("DEU");
            String unitIs = "unit_id = " + uuid(unit.id());
            aResident("DEU", "D-0000001");
            Answer first = putCsv(
                    unit.path("/roster"), unit.token(), roster("D-0000001", "D-0000002", "BAD-00003", "D-0000001"));
            JsonNode receipt = first.json();
            assertThat(first.status()).isEqualTo(200);
            assertThat(List.of(
                            receipt.path("received").asInt(),
                            receipt.path("accepted").asInt(),
                            receipt.path("duplicate").asInt(),
                            receipt.path("rejected").asInt()))
                    .containsExactly(4, 2, 1, 1);
            assertThat(receipt.path("rejections").get(0).path("line").asInt()).isEqualTo(4);
            assertThat(receipt.path("sha256").asString()).hasSize(64);
            assertThat(first.text()).doesNotContain("D-0000001", "BAD-00003");
            assertThat(count("roster_member", "DEU", unitIs + " AND ended_at IS NULL"))
                    .isEqualTo(2);

            log.clear();
            Answer second = call(
                    "PUT",
                    unit.path("/roster"),
                    unit.token(),
                    "[{\"nationalId\":\"D-0000002\",\"name\":\"N\",\"type\":\"STAFF\",\"expiresOn\":\"" + inAMonth()
                            + "\"}]");
            assertThat(second.status()).isEqualTo(200);
            assertThat(log.count()).isEqualTo(6); // the unit, its lock, the receipt, renewed, added, ended
            log.assertPruned("sharing");
            assertThat(count("roster_member", "DEU", unitIs)).isEqualTo(2);
            assertThat(count("roster_member", "DEU", unitIs + " AND ended_at IS NULL"))
                    .isEqualTo(1);
        }

        @Test
        void ofUnitsThatAreNotApprovedOrAnothersAreRefused() {
            AUnit unit = aPendingUnit("DEU");
            Answer pending = putCsv(unit.path("/roster"), unit.token(), roster("D-0000001"));
            assertThat(pending.status()).isEqualTo(409);
            assertThat(pending.type()).isEqualTo("unit-not-approved");
            String other = admin(TestTokens.aStaffAccount("DEU"));
            assertThat(putCsv(unit.path("/roster"), other, roster("D-0000001")).status())
                    .isEqualTo(403);
            assertThat(REGISTRATION.calls()).isEmpty();
        }

        @Test
        void thatCannotBeReadChangeNothing() {
            AUnit unit = anApprovedUnit("DEU");
            assertThat(putCsv(unit.path("/roster"), unit.token(), "nationalId,wrong\n")
                            .status())
                    .isEqualTo(422);
            assertThat(putCsv(unit.path("/roster"), unit.token(), roster("D-0000001") + "\"open")
                            .status())
                    .isEqualTo(422);
            assertThat(call("PUT", unit.path("/roster"), unit.token(), "[{\"salary\":\"1\"}]")
                            .status())
                    .isEqualTo(400);
            String tooMany = roster(IntStream.rangeClosed(0, 3_000)
                    .mapToObj(i -> "D-" + (1_000_000 + i))
                    .toArray(String[]::new));
            assertThat(putCsv(unit.path("/roster"), unit.token(), tooMany).status())
                    .isEqualTo(413);
            REGISTRATION.on("POST", "/internal/residents/lookup", call -> new StubService.Reply(500, "{}"));
            Answer down = putCsv(unit.path("/roster"), unit.token(), roster("D-0000001"));
            assertThat(down.status()).isEqualTo(503);
            assertThat(down.header("Retry-After")).isNotEmpty();
            String unitIs = "unit_id = " + uuid(unit.id());
            assertThat(count("roster_member", "DEU", unitIs) + count("roster_upload", "DEU", unitIs))
                    .isZero();
        }

        @Test
        void ofThousandsAskRegistrationInChunks() {
            AUnit unit = anApprovedUnit("DEU");
            Answer answer = putCsv(
                    unit.path("/roster"),
                    unit.token(),
                    roster(IntStream.range(0, 2_500)
                            .mapToObj(i -> "D-" + (1_000_000 + i))
                            .toArray(String[]::new)));
            assertThat(answer.json().path("accepted").asInt()).isEqualTo(2_500);
            assertThat(REGISTRATION.calls()).hasSize(3);
            Answer first = get(unit.path("/results"), unit.token());
            assertThat(first.status()).isEqualTo(200);
            String next = first.header("Link").replaceAll("<(.*)>.*", "$1");
            assertThat(get(next, unit.token()).status()).isEqualTo(200);
            assertThat(get(unit.path("/results?cursor=eA"), unit.token()).status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Consents {

        @Test
        void areGivenListedAndRevokedWithEffectOnTheNextReading() {
            AUnit unit = anApprovedUnit("DEU");
            ResidentId kim = aResident("DEU", "D-KIM-100");
            outcomes.put(kim, "NEGATIVE");
            putCsv(unit.path("/roster"), unit.token(), roster("D-KIM-100"));
            String token = TestTokens.resident(kim);
            log.clear();
            String id = consent(kim, unit).json().path("consentId").asString();
            assertThat(log.count()).isEqualTo(2); // the unit, the consent
            assertThat(members(get(unit.path("/results"), unit.token()))).hasSize(1);
            assertThat(get("/v1/me/consents", token)
                            .json()
                            .get(0)
                            .path("active")
                            .asBoolean())
                    .isTrue();

            String another = TestTokens.resident(aResident("DEU", "D-OTHER-1"));
            assertThat(call("DELETE", "/v1/me/consents/" + id, another, "").status())
                    .isEqualTo(404);
            assertThat(call("DELETE", "/v1/me/consents/" + id, token, "").status())
                    .isEqualTo(204);
            anHourPasses(unit);
            assertThat(members(get(unit.path("/results"), unit.token()))).isEmpty();
            assertThat(get("/v1/me/consents", token)
                            .json()
                            .get(0)
                            .path("active")
                            .asBoolean())
                    .isFalse();
        }

        @Test
        void thatHaveExpiredOrWereReplacedOpenNothing() {
            AUnit unit = anApprovedUnit("DEU");
            ResidentId kim = aResident("DEU", "D-KIM-200");
            outcomes.put(kim, "NEGATIVE");
            putCsv(unit.path("/roster"), unit.token(), roster("D-KIM-200"));
            consent(kim, unit);
            consent(kim, unit);
            String unitIs = "unit_id = " + uuid(unit.id());
            assertThat(count("consent", "DEU", unitIs + " AND revoked_at IS NULL"))
                    .isEqualTo(1);
            jdbc.sql("UPDATE consent SET expires_on = date '2020-01-01' WHERE country_code = 'DEU' AND " + unitIs)
                    .update();
            assertThat(members(get(unit.path("/results"), unit.token()))).isEmpty();
            assertThat(RESULTS.calls()).isEmpty();
        }

        @Test
        void toNobodyOrForTooLongAreRefused() {
            AUnit unit = anApprovedUnit("USA");
            String token = TestTokens.resident(TestTokens.aResident("DEU"));
            String body = "{\"unitId\":\"%s\",\"purpose\":\"p\",\"expiresOn\":\"%s\"}";
            String unknown = "DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE";
            for (String bad : List.of(
                    body.formatted(unknown, inAMonth()),
                    body.formatted("nonsense", inAMonth()),
                    body.formatted(unit.id(), inAMonth().minusMonths(1)),
                    body.formatted(unit.id(), inAMonth().plusYears(1)),
                    body.formatted(unit.id(), "soon"))) {
                Answer answer = call("POST", "/v1/me/consents", token, bad);
                assertThat(answer.status()).as(bad).isEqualTo(400);
                assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                        .matches("/unitId|/expiresOn");
            }
            assertThat(get("/v1/me/consents", token).json()).isEmpty();
            assertThat(call("POST", "/v1/me/consents", unit.token(), "{}").status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class Readings {

        @Test
        void areOneAnHourAlsoWhenTwentyBeginAtOnce() throws Exception {
            AUnit unit = anApprovedUnit("DEU");
            for (int round = 0; round < 2; round++) {
                assertThat(race(unit)).containsOnly(200, 429).containsOnlyOnce(200);
                anHourPasses(unit);
            }
            assertThat(get(unit.path("/results"), unit.token()).status()).isEqualTo(200);
            Answer refused = get(unit.path("/results"), unit.token());
            assertThat(refused.type()).isEqualTo("quota-used");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3_500, 3_601);
        }

        @Test
        void areForTheAdministratorOfAnApprovedUnitOnly() {
            AUnit unit = aPendingUnit("DEU");
            assertThat(get(unit.path("/results"), unit.token()).type()).isEqualTo("unit-not-approved");
            assertThat(get(unit.path("/results"), admin(TestTokens.aStaffAccount("DEU")))
                            .status())
                    .isEqualTo(403);
            assertThat(get(unit.path("/results"), auditor()).status()).isEqualTo(403);
            assertThat(get(unit.path("/results"), TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.ADMIN))
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void leaveOutARegionThatCannotBeReachedAndCostNothingWhenNoneCan() {
            AUnit unit = anApprovedUnit("DEU");
            ResidentId kim = aResident("DEU", "D-KIM-300");
            ResidentId lin = aResident("TWN", "T-LIN-300");
            putCsv(
                    unit.path("/roster"),
                    unit.token(),
                    "nationalId,type,expiresOn,country\nD-KIM-300,S," + inAMonth() + ",\nT-LIN-300,S," + inAMonth()
                            + ",TWN\n");
            for (ResidentId resident : List.of(kim, lin)) {
                outcomes.put(resident, "NEGATIVE");
                consent(resident, unit);
            }
            RESULTS_AP.on("POST", "/internal/results/latest", call -> new StubService.Reply(503, "{}"));
            RESULTS.on("POST", "/internal/results/latest", call -> new StubService.Reply(503, "{}"));
            assertThat(get(unit.path("/results"), unit.token()).status()).isEqualTo(503);
            answerLikeTheOthers();
            RESULTS_AP.on("POST", "/internal/results/latest", call -> new StubService.Reply(503, "{}"));
            Answer answer = get(unit.path("/results"), unit.token());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Meridian-Missing-Regions")).isEqualTo("ap");
            assertThat(members(answer)).hasSize(1);
            assertThat(count("share_read", "TWN", "unit_id = " + uuid(unit.id())))
                    .isZero();
        }

        @Test
        void comeAsCsvWithNothingLiveInIt() {
            AUnit unit = anApprovedUnit("DEU");
            ResidentId kim = aResident("DEU", "D-KIM-400");
            outcomes.put(kim, "NEGATIVE");
            putCsv(
                    unit.path("/roster"),
                    unit.token(),
                    "nationalId,type,expiresOn,reference\nD-KIM-400,S," + inAMonth() + ",=1+1\n");
            consent(kim, unit);
            assertThat(get(unit.path("/results"), unit.token(), "Accept", "image/png")
                            .status())
                    .isEqualTo(406);
            Answer answer = get(unit.path("/results"), unit.token(), "Accept", "text/csv");
            assertThat(answer.header("Content-Type")).startsWith("text/csv");
            assertThat(answer.text()).contains("\"'=1+1\",S,NEGATIVE,FINAL,2026-01-31");
            assertThat(get(unit.path("/results"), unit.token(), "Accept", "text/csv")
                            .status())
                    .isEqualTo(429);
        }

        private List<Integer> race(AUnit unit) throws Exception {
            CountDownLatch start = new CountDownLatch(1);
            List<Integer> statuses = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> racing = IntStream.range(0, 20)
                        .mapToObj(i -> threads.submit(() -> {
                            start.await();
                            return get(unit.path("/results"), unit.token()).status();
                        }))
                        .toList();
                start.countDown();
                for (Future<Integer> answer : racing) {
                    statuses.add(answer.get());
                }
            }
            return statuses;
        }
    }

    private void anHourPasses(AUnit unit) {
        jdbc.sql("UPDATE unit_reading SET begun_at = begun_at - interval '1 hour'"
                        + " WHERE country_code = 'DEU' AND unit_id = " + uuid(unit.id()))
                .update();
    }

    private static List<String> members(Answer answer) {
        return StreamSupport.stream(answer.json().spliterator(), false)
                .map(member -> member.path("member").asString())
                .toList();
    }
}
