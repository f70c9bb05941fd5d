package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.TestTokens;

/** What is asked again happens once. */
class IdempotencyIT extends SampleFixture {

    @Test
    void theSameKeyAndBodyGetTheFirstAnswerAgainByteForByte() {
        HttpResponse<String> first = write("key-1", "a", resident);
        HttpResponse<String> again = write("key-1", "a", resident);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatIsKeptCannotBeReadWithoutTheKey() {
        write("key-8", "a-canary-title", resident);
        byte[] kept = jdbc.sql(
                        "SELECT body FROM idempotency_key WHERE country_code = 'DEU' ORDER BY created_at DESC LIMIT 1")
                .query(byte[].class)
                .single();
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        write("key-2", "a", resident);
        assertThat(write("key-2", "b", resident)).satisfies(problem(422, "idempotency-key-reused"));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void theSameKeyOfSomebodyElseIsAnotherKey() {
        write("key-3", "a", resident);
        String other = TestTokens.resident(TestTokens.aResident("DEU"));
        assertThat(write("key-3", "b", other).statusCode()).isEqualTo(201);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void whileTheFirstIsRunningTheSecondIsToldToWait() throws Exception {
        notes.gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new java.util.concurrent.ExecutorCompletionService<HttpResponse<String>>(threads);
            answers.submit(() -> write("key-4", "a", resident));
            answers.submit(() -> write("key-4", "a", resident));
            assertThat(answers.take().get()).satisfies(problem(409, "request-in-progress"));
            notes.gate.countDown();
            assertThat(answers.take().get().statusCode()).isEqualTo(201);
        } finally {
            notes.gate.countDown();
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void fiftyAtOnceHappenOnce() throws Exception {
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> write("key-5", "a", resident)));
            }
        }
        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isIn(201, 409);
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatFailedMayBeTriedAgainWithTheSameKey() {
        write(null, "taken", resident);
        assertThat(write("key-6", "taken", resident)).satisfies(problem(409, "conflict"));
        jdbc.sql("DELETE FROM note WHERE country_code = 'DEU' AND title = 'taken'")
                .update();
        assertThat(write("key-6", "taken", resident).statusCode()).isEqualTo(201);
    }

    @Test
    void withoutAKeyOneRowIsOneStatement() {
        write(null, "a", resident);
        assertThat(statements.ofRequests()).hasSize(1);
        write("key-7", "b", resident);
        assertThat(statements.ofRequests())
                .as("look for the key, insert the row, insert the key")
                .hasSize(4);
        statements.assertPruned("sampling");
    }
}
