package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meridian.platform.load.Limiter;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Point 5: a service takes on no more than it can do, and what its peers and keepers ask is answered meanwhile. */
@TestPropertySource(
        properties = {
            "meridian.load.least=4",
            "meridian.load.initial=4",
            "meridian.load.most=4",
            "meridian.load.busy=100"
        })
class OverloadIT extends SampleFixture {

    @Autowired
    Limiter limiter;

    private final List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();

    @AfterEach
    void everybodyGoesHome() {
        notes.gate.countDown();
        waiting.forEach(CompletableFuture::join);
        await().until(() -> limiter.inFlight() == 0); // a call ends after its answer is there
    }

    @Test
    void point5WhatIsTooMuchIsRefusedBeforeItsTokenAndWithoutTheDatabase() {
        notes.gate = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) { // 85 of a hundred of four
            waiting.add(http.sendAsync(writing("n" + i, resident), HttpResponse.BodyHandlers.ofString()));
        }
        await().until(() -> limiter.inFlight() == 3);
        statements.clear();
        for (String token : List.of(resident, resident.substring(0, resident.length() - 10) + "AAAAAAAAAA")) {
            HttpResponse<String> answer = send(writing("more", token));
            assertThat(answer).satisfies(problem(503, "overloaded"));
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
        assertThat(statements.ofRequests()).isEmpty();
        assertThat(send("GET", "/livez", null, null).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/readyz", null, null).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/internal/events", TestTokens.service("results"), "[]")
                        .statusCode())
                .isEqualTo(200);
        notes.gate.countDown();
        waiting.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
        assertThat(send(writing("later", resident)).statusCode()).isEqualTo(201);
    }

    private HttpRequest writing(String title, String token) {
        return request("/v1/notes", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"country\":\"DEU\",\"title\":\"" + title + "\"}"))
                .build();
    }
}
