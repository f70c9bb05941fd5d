package org.meridian.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.Copy;
import org.meridian.platform.test.PeopleTables;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.springframework.beans.factory.annotation.Autowired;

class ErasureIT extends ResultsFixture {

    @Autowired
    List<PersonalRows> rows;

    private final ResidentId kim = REGISTRATION.knows(TestTokens.aResident("DEU"));
    private final List<ResidentId> others = residents("DEU", 2);

    /** In a positive pool with two others, and vaccinated. */
    private void somebodyWithAPast(String tube) {
        SAMPLING.sealed(tube, 10, sampled, List.of(kim, others.getFirst(), others.getLast()));
        assertThat(uploadCsv(tube + ",POSITIVE," + tested + ",,").statusCode()).isEqualTo(200);
        String vaccinator = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.VACCINATOR);
        Map<String, Object> dose =
                Map.of("residentId", kim.toString(), "product", "Comirnaty", "dose", 1, "givenOn", "2025-05-01");
        assertThat(post("/v1/vaccinations", vaccinator, dose).statusCode()).isEqualTo(201);
        assertThat(of(kim)).containsOnlyKeys("person_result", "latest_result", "retest_task", "vaccination");
    }

    private static Map<String, Integer> of(ResidentId person) {
        return Copy.of("results", person).counts();
    }

    private void erase() {
        HttpResponse<String> answer = post(
                "/internal/events",
                TestTokens.service("registration"),
                List.of(Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "type",
                        "ResidentErased",
                        "subject",
                        kim.toString(),
                        "targetCountry",
                        "DEU",
                        "payload",
                        "{\"residentId\":\"" + kim + "\"}")));
        assertThat(answer.body()).contains("HANDLED");
    }

    @Test
    void point5NothingIsLeftOfThePersonAndTheTubeCountsAsBefore() {
        somebodyWithAPast("ERASE-1");
        erase();
        assertThat(of(kim)).containsOnlyKeys("erased_resident");
        assertThat(jdbc.sql("SELECT people FROM tube_result WHERE barcode = 'ERASE-1' AND country_code = 'DEU'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(tasksOf("ERASE-1"))
                .containsOnlyKeys(others.getFirst().toString(), others.getLast().toString());
        for (String path : List.of("/v1/me/results", "/v1/me/vaccinations")) {
            assertThat(get(path, TestTokens.resident(kim)).statusCode()).isEqualTo(401);
        }
        assertThat(latest(List.of(kim))).isEmpty();
    }

    @Test
    void point5ALateResultIsNobodysAndFollowsForTheOthers() {
        somebodyWithAPast("ERASE-2");
        SAMPLING.sealed("ERASE-3", 5, sampled.plusSeconds(60), List.of(kim, others.getFirst()));
        erase();
        uploadCsv("ERASE-3,POSITIVE," + tested + ",,");
        assertThat(of(kim)).containsOnlyKeys("erased_resident");
        assertThat(of(others.getFirst())).containsEntry("person_result", 2);
        assertThat(tasksOf("ERASE-3")).containsOnlyKeys(others.getFirst().toString());
    }

    @Test
    void point5ALateResultOfATravellerIsNobodysAtHome() {
        SAMPLING.sealed("ERASE-4", 5, sampled, List.of(kim, others.getFirst()));
        erase();
        assertThat(upload(tester("FRA"), "text/csv", csv("ERASE-4,NEGATIVE," + tested + ",,"))
                        .statusCode())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(latest(others.subList(0, 1))).hasSize(1));
        assertThat(of(kim)).containsOnlyKeys("erased_resident");
    }

    @Test
    void point5WhatARestoreBringsBackGoesWithTheNextTelling() {
        somebodyWithAPast("ERASE-5");
        Copy before = Copy.of("results", kim);
        erase();
        before.restore();
        assertThat(of(kim)).isEqualTo(before.counts());
        erase();
        assertThat(of(kim)).containsOnlyKeys("erased_resident");
    }

    @Test
    void point5EveryTableWithSomethingOfPeopleIsErasedOrSaysWhyNot() {
        PeopleTables.assertErased(jdbc, rows, Map.of());
    }
}
