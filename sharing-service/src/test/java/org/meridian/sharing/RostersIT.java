package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import tools.jackson.databind.JsonNode;

class RostersIT extends RunningSharing {

    @Test
    void areReplacedAsAWholeAndTheReceiptReconciles() {
        AUnit unit = anApprovedUnit("DEU");
        String unitIs = "unit_id = " + uuid(unit.id());
        aResident("DEU", "D-0000001");
        Answer first =
                putCsv(unit.path("/roster"), unit.token(), roster("D-0000001", "D-0000002", "BAD-00003", "D-0000001"));
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
        assertThat(log.ofRequests())
                .hasSize(7); // the unit, its lock, the receipt, renewed, added, ended, the audit trail's entry
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
                .isEqualTo(404);
        assertThat(Neighbours.REGISTRATION.calls()).isEmpty();
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
        assertThat(putCsv(unit.path("/roster"), unit.token(), tooMany).status()).isEqualTo(413);
        Neighbours.REGISTRATION.on("POST", "/internal/residents/lookup", call -> new StubService.Reply(500, "{}"));
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
        assertThat(Neighbours.REGISTRATION.calls()).hasSize(3);
        Answer first = get(unit.path("/results"), unit.token());
        assertThat(first.status()).isEqualTo(200);
        String next = first.header("Link").replaceAll("<(.*)>.*", "$1");
        assertThat(get(next, unit.token()).status()).isEqualTo(200);
        assertThat(get(unit.path("/results?cursor=eA"), unit.token()).status()).isEqualTo(400);
    }
}
