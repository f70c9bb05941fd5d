package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CountryTransactions;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"meridian.erasure.poll=100ms", "meridian.erasure.sweep-after=2s"})
class ErasureIT extends SampleFixture {

    @Autowired
    Erasures erasures;

    @Autowired
    CountryTransactions transactions;

    private final ResidentId person = TestTokens.aResident("DEU");
    private final ResidentId neighbour = TestTokens.aResident("DEU");

    @Test
    void point5WhoeverIsErasedIsGoneFromTheTablesAndTheirTokenOpensNothing() {
        visit(person);
        visit(neighbour);
        String token = TestTokens.resident(person);
        assertThat(write(null, "before " + person, token).statusCode()).isEqualTo(201);

        tellErased(person);

        assertThat(visits(person)).isZero();
        assertThat(visits(neighbour)).isEqualTo(1);
        assertThat(write(null, "after " + person, token)).satisfies(problem(401, "unauthenticated"));
        assertThat(send("GET", "/v1/open", token, null)).satisfies(problem(401, "unauthenticated"));
        assertThat(write(null, "of the neighbour " + person, TestTokens.resident(neighbour))
                        .statusCode())
                .isEqualTo(201);
        assertThat(erasures.erased(person)).isTrue();
        assertThat(erasures.living(person.country(), List.of(person, neighbour), id -> id))
                .containsExactly(neighbour);
    }

    @Test
    void point5AnErasureThatAnotherProcessWasToldOfIsNoticedHere() {
        String token = TestTokens.resident(person);
        transactions.run(
                person.country(),
                () -> jdbc.sql("INSERT INTO erased_resident (id, country_code, erased_at) VALUES (:id, 'DEU', :now)")
                        .param("id", person.id())
                        .param("now", Timestamp.from(Clock.systemUTC().instant()))
                        .update());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> send("GET", "/v1/open", token, null).statusCode() == 401);
    }

    @Test
    void point5WhatWasUnderWayDuringTheErasureIsSweptAfterwards() {
        tellErased(person);
        visit(person); // as one that had begun before would commit it now
        await().atMost(Duration.ofSeconds(60)).until(() -> visits(person) == 0);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("SELECT swept_at IS NOT NULL FROM erased_resident"
                                + " WHERE id = :id AND country_code = 'DEU'")
                        .param("id", person.id())
                        .query(Boolean.class)
                        .single());
    }

    @Test
    void point5ErasingTwiceChangesNothing() {
        tellErased(person);
        tellErased(person);
        assertThat(erasures.erased(person)).isTrue();
    }

    @Test
    void point5ItIsKnownOfWhichErasuresNothingIsKnown() {
        tellErased(person);
        HttpResponse<String> answer = send(
                "POST",
                "/internal/erasures/unknown",
                TestTokens.service("registration"),
                "{\"country\":\"DEU\",\"residentIds\":[\"" + person + "\",\"" + neighbour + "\"]}");
        assertThat(answer.body()).isEqualTo("[\"" + neighbour + "\"]");
        assertThat(send("POST", "/internal/erasures/unknown", resident, "{}")).satisfies(problem(403, "forbidden"));
    }

    @Test
    void point5APersonIsErasedAtHomeOnly() {
        assertThatThrownBy(() -> transactions.run(TestTokens.aResident("FRA").country(), () -> erasures.erase(person)))
                .hasMessageContaining("own country");
        assertThatThrownBy(() -> PersonalRows.deleted(jdbc, "visit; drop table visit", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void tellErased(ResidentId who) {
        HttpResponse<String> answer =
                send("POST", "/internal/events", TestTokens.service("registration"), """
                [{"id":"%s","type":"ResidentErased","subject":"%s","targetCountry":"DEU",
                  "payload":"{\\"residentId\\":\\"%s\\"}"}]
                """.formatted(
                                UUID.randomUUID(), who, who));
        assertThat(answer.body()).contains("HANDLED");
    }

    private void visit(ResidentId who) {
        jdbc.sql("INSERT INTO visit (id, country_code, resident_id) VALUES (:id, 'DEU', :who)")
                .param("id", UUID.randomUUID())
                .param("who", who.id())
                .update();
    }

    private int visits(ResidentId who) {
        return jdbc.sql("SELECT count(*) FROM visit WHERE resident_id = :who AND country_code = 'DEU'")
                .param("who", who.id())
                .query(Integer.class)
                .single();
    }
}
