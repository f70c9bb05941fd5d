package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;

class ReadingsIT extends RunningSharing {

    @Test
    void areOneAnHourAlsoWhenTwentyBeginAtOnce() {
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
                .isEqualTo(404);
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
            neighbours.outcomes.put(resident, "NEGATIVE");
            consent(resident, unit);
        }
        Neighbours.RESULTS_AP.on("POST", "/internal/results/latest", call -> new StubService.Reply(503, "{}"));
        Neighbours.RESULTS.on("POST", "/internal/results/latest", call -> new StubService.Reply(503, "{}"));
        assertThat(get(unit.path("/results"), unit.token()).status()).isEqualTo(503);
        neighbours.answer();
        Neighbours.RESULTS_AP.on("POST", "/internal/results/latest", call -> new StubService.Reply(503, "{}"));
        Answer answer = get(unit.path("/results"), unit.token());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Meridian-Missing-Regions")).isEqualTo("ap");
        assertThat(members(answer)).hasSize(1);
        assertThat(count("share_read", "TWN", "unit_id = " + uuid(unit.id()))).isZero();
    }

    @Test
    void comeAsCsvWithNothingLiveInIt() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-400");
        neighbours.outcomes.put(kim, "NEGATIVE");
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

    @Test
    void point2OfManyUnitsAtOnceAreWrittenTogetherAndEachIsItsOwn() {
        List<AUnit> units = IntStream.range(0, 12)
                .mapToObj(i -> {
                    AUnit unit = anApprovedUnit("DEU");
                    ResidentId member = aResident("DEU", "D-MANY-" + i);
                    neighbours.outcomes.put(member, i % 2 == 0 ? "NEGATIVE" : "POSITIVE");
                    putCsv(
                            unit.path("/roster"),
                            unit.token(),
                            "nationalId,type,expiresOn,reference\nD-MANY-" + i + ",S," + inAMonth() + ",No. " + i
                                    + "\n");
                    consent(member, unit);
                    return unit;
                })
                .toList();
        log.clear();
        List<Answer> answers = atOnce(
                units.size(),
                i -> get(units.get(i).path("/results"), units.get(i).token()));
        long written = log.ofRequests().stream()
                .filter(statement -> statement.sql().contains("INSERT"))
                .count();
        assertThat(written).as("as many as one by one").isLessThanOrEqualTo(3L * units.size());
        log.assertPruned("sharing");
        for (int i = 0; i < units.size(); i++) {
            assertThat(members(answers.get(i))).containsExactly("No. " + i);
            assertThat(answers.get(i).json().path(0).path("outcome").asString())
                    .isEqualTo(i % 2 == 0 ? "NEGATIVE" : "POSITIVE");
            UUID member = Objects.requireNonNull(neighbours.registered.get("D-MANY-" + i))
                    .id();
            assertThat(count("share_read", "DEU", "resident_id = '" + member + "'"))
                    .isEqualTo(1);
            assertThat(count(
                            "share_read",
                            "DEU",
                            "unit_id = " + uuid(units.get(i).id())))
                    .isEqualTo(1);
        }
    }

    private List<Integer> race(AUnit unit) {
        return atOnce(20, i -> get(unit.path("/results"), unit.token()).status());
    }
}
