package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.Copy;
import org.meridian.platform.test.PeopleTables;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ErasureIT extends CheckinTestBase {

    private static final String[] TOMBSTONES = {"erased_resident", "health_status"};

    @Autowired
    List<PersonalRows> rows;

    @Autowired
    JdbcClient jdbc;

    private void somebodyWithAPast() {
        registered(erika, "E*** M***");
        result(erika, 1, "POSITIVE", "FINAL", Duration.ofHours(2));
        event("VisitedAbroad", erika, visitedFrance());
        assertThat(checkIn(erika, aPlace()).status()).isEqualTo(201);
        assertThat(Copy.of("checkin", erika).counts()).containsOnlyKeys("check_in", "health_status", "visited_country");
    }

    private Map<String, String> visitedFrance() {
        return Map.of("residentId", erika.toString(), "country", "FRA");
    }

    private void erase() {
        event("ResidentErased", erika, Map.of("residentId", erika.toString()));
    }

    private void assertForgotten() {
        assertThat(Copy.of("checkin", erika).counts()).containsOnlyKeys(TOMBSTONES);
        assertThat(count(
                        "eu",
                        "health_status",
                        "resident_id = ? AND erased AND num_nulls(outcome, status, method, sampled_at, tested_at,"
                                + " name, national_id, positive_at, suspected_at, doses, last_dose_on) = 11",
                        erika.id()))
                .isEqualTo(1);
    }

    @Test
    void point5NothingIsLeftAndTheTokenReadsAndWritesNothingMore() {
        somebodyWithAPast();
        String place = aPlace();
        erase();
        assertForgotten();
        assertThat(healthCode(erika).status()).isEqualTo(401);
        assertThat(checkIn(erika, place).status()).isEqualTo(401);
        assertThat(service().get("/v1/me/check-ins", TestTokens.resident(erika)).status())
                .isEqualTo(401);
        assertForgotten();
    }

    @Test
    void point5NothingThatComesLateBringsAnythingBack() {
        somebodyWithAPast();
        erase();
        result(erika, 2, "NEGATIVE", "FINAL", Duration.ofHours(1));
        registered(erika, "E*** M***");
        event("VisitedAbroad", erika, visitedFrance());
        event(
                "VaccinationRecorded",
                erika,
                List.of(Map.of("residentId", erika.toString(), "version", 1, "doses", 1, "lastDoseOn", "2026-01-01")));
        Map<String, Object> scan = Map.of(
                "clientId",
                UUID.randomUUID().toString(),
                "residentCode",
                TestTokens.code(erika),
                "checkedInAt",
                clock.instant().toString());
        String place = aPlace();
        Answer batch = service().post("/v1/places/" + place + "/check-ins/batch", ownerToken(), List.of(scan));
        assertThat(batch.at("/0/outcome")).isEqualTo("REJECTED");
        assertForgotten();
    }

    @Test
    void point5WhatARestoreBringsBackGoesWithTheNextTelling() {
        somebodyWithAPast();
        Copy before = Copy.of("checkin", erika);
        erase();
        before.restore();
        assertThat(Copy.of("checkin", erika).counts()).isEqualTo(before.counts());
        erase();
        assertForgotten();
    }

    @Test
    void point5ATravellerWhomHomeHasErasedIsRefusedHereToo() {
        ResidentId mei = TestTokens.aResident("TWN");
        home(mei, "\"name\":\"M***\"");
        String place = aPlace();
        assertThat(checkIn(mei, place).status()).isEqualTo(201);
        home(mei, "\"erased\":true");
        clock.forward(Duration.ofSeconds(31));
        assertThat(checkIn(mei, place).status()).isEqualTo(401);
        assertThat(count("eu", "check_in", "resident_id = ?", mei.id())).isEqualTo(1);
    }

    private static void home(ResidentId traveller, String more) {
        CHECKIN_AP.on(
                "GET",
                "/internal/health-status/" + traveller,
                call -> Reply.ok("{\"resident\":\"%s\",\"revision\":3,%s}".formatted(traveller, more)));
    }

    @Test
    void point5EveryTableWithSomethingOfPeopleIsErasedOrSaysWhyNot() {
        PeopleTables.assertErased(jdbc, rows, Map.of());
    }
}
