package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.remote.RemoteServices;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.service=sampling",
            "spring.config.import=classpath:meridian/service.yaml",
            "meridian.outbox.poll=1h"
        })
class PlatformIT {

    private static final StubService RESULTS = StubService.start();

    @Autowired
    RemoteServices remote;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster.shared().migrate("sampling", PlatformIT.class.getClassLoader());
        TestCluster.shared().properties("sampling", "eu").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.services.eu.results", () -> RESULTS.address().toString());
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
    }

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    NoteController notes;

    @Autowired
    StatementLog statements;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String resident = TestTokens.resident(TestTokens.aResident("DEU"));

    @BeforeEach
    void clear() {
        jdbc.sql("DELETE FROM note WHERE country_code = 'DEU'").update();
        statements.clear();
    }

    @Nested
    class IdempotencyKeys {

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
            assertThat(statements.count()).isEqualTo(1);
            write("key-7", "b", resident);
            assertThat(statements.count())
                    .as("look for the key, insert the row, insert the key")
                    .isEqualTo(4);
            statements.assertPruned("sampling");
        }
    }

    @Nested
    class Problems {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '"',
                value = {
                    "{'country':'DEU','title':'x','colour':1} | 400 | invalid-request | /colour",
                    "{'country':'DEU','title':' '}            | 400 | invalid-request | /title",
                    "{'country':'DEU','title':{}}             | 400 | invalid-request | /title",
                    "{'country':'DEU','title':                | 400 | invalid-request | pointer",
                    "{'country':'DEU','title':5}              | 400 | invalid-request | /title",
                    "{'country':'DEU','title':'x','due':5}    | 400 | invalid-request | /due",
                    "{'country':'DEU','title':'x','due':'+999999999-12-31T23:59:59Z'} | 400 | invalid-request | /due",
                    "{'country':'DEU','title':'x','day':'-99999-12-31'} | 400 | invalid-request | /day",
                    "{'country':'DEU','title':'x','copies':'5'}         | 400 | invalid-request | /copies",
                    "{'country':'DEU','title':'x','country':'USA'}      | 400 | invalid-request | pointer",
                    "{'country':'XXX','title':'x'}            | 422 | unknown-country | /v1/regions",
                })
        void badBodiesAreToldWhere(String body, int status, String slug, String named) {
            HttpResponse<String> answer = send("POST", "/v1/notes", resident, body.replace('\'', '"'));
            assertThat(answer).satisfies(problem(status, slug));
            assertThat(answer.body()).contains(named);
            assertThat(count()).isZero();
        }

        @Test
        void aBodyOverTheLimitIsRefusedWithOrWithoutItsLength() throws Exception {
            String large = "{\"country\":\"DEU\",\"title\":\"" + "x".repeat(70_000) + "\"}";
            assertThat(send("POST", "/v1/notes", resident, large)).satisfies(problem(413, "too-large"));
            HttpRequest chunked = request("/v1/notes", resident)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() ->
                            new java.io.ByteArrayInputStream(large.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                    .build();
            assertThat(http.send(chunked, HttpResponse.BodyHandlers.ofString())).satisfies(problem(413, "too-large"));
            assertThat(count()).isZero();
        }

        @Test
        void aFormIsNoContentTypeThatIsTaken() {
            for (String type : List.of("multipart/form-data", "application/x-www-form-urlencoded", "no type")) {
                HttpRequest form = request("/v1/notes", resident)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
                assertThat(PlatformIT.this.send(form)).satisfies(problem(415, "unsupported-media-type"));
            }
        }

        @Test
        void theContainersErrorPageIsAProblemToo() {
            assertThat(send("GET", "/error", null, null)).satisfies(problem(404, "not-found"));
        }

        @Test
        void anUnexpectedFailureTellsNothingOfItself() {
            HttpResponse<String> answer = send("GET", "/v1/broken", null, null);
            assertThat(answer).satisfies(problem(500, "internal"));
            assertThat(answer.body()).doesNotContain("secret").contains("traceId");
        }

        @Test
        void theTraceOfTheGatewayIsTakenOver() throws Exception {
            HttpRequest request = request("/v1/broken", null)
                    .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                    .GET()
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("0af7651916cd43dd8448eb211c80319c");
        }

        @Test
        void unknownPathsMethodsAndMediaTypesAreProblemsToo() {
            assertThat(send("GET", "/v1/nothing", resident, null)).satisfies(problem(404, "not-found"));
            assertThat(send("DELETE", "/v1/notes", resident, null)).satisfies(problem(405, "method-not-allowed"));
            assertThat(send(
                            "GET",
                            "/v1/sites/DEU-1/notes",
                            TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.SAMPLER),
                            null))
                    .satisfies(problem(404, "not-found"));
        }
    }

    @Nested
    class RemoteCalls {

        interface Client {
            @org.springframework.web.bind.annotation.PostMapping("/internal/things")
            String things();
        }

        @Test
        void aServiceThatCannotNowIsNotAskedAgainBehindTheCallersBack() {
            RESULTS.on("POST", "/internal/things", call -> new StubService.Reply(503, "{}"));
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> remote.clients(Client.class, "results").call(Country.of("DEU"), Client::things))
                    .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE));
            assertThat(RESULTS.calls()).hasSize(1);
        }
    }

    @Nested
    class Callers {

        @Test
        void withoutATokenOnlyWhatIsOpenIsOpen() {
            assertThat(send("GET", "/v1/open", null, null).statusCode()).isEqualTo(200);
            assertThat(send("POST", "/v1/notes", null, "{}")).satisfies(problem(401, "unauthenticated"));
        }

        @Test
        void aBadTokenIsRefusedEvenWhereNoneIsNeeded() {
            assertThat(send("GET", "/v1/open", resident + "x", null)).satisfies(problem(401, "unauthenticated"));
        }

        @Test
        void anotherRoleIsRefusedBeforeTheBodyIsRead() {
            String sampler = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.SAMPLER);
            assertThat(send("POST", "/v1/notes", sampler, "not json")).satisfies(problem(403, "forbidden"));
        }

        @Test
        void aMethodThatNamesNoRoleIsClosedToAll() {
            assertThat(send("GET", "/v1/forgotten", resident, null)).satisfies(problem(403, "forbidden"));
        }

        @Test
        void theDoorForEventsOpensToServicesOnly() {
            assertThat(send("POST", "/internal/events", resident, "[]")).satisfies(problem(403, "forbidden"));
            assertThat(send("POST", "/internal/events", TestTokens.service("results"), "[]")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private HttpResponse<String> write(@Nullable String key, String title, String token) {
        HttpRequest.Builder request = request("/v1/notes", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"country\":\"DEU\",\"title\":\"" + title + "\"}"));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(String method, String path, @Nullable String token, @Nullable String body) {
        HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
        return send(request.method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private int count() {
        return jdbc.sql("SELECT count(*) FROM note WHERE country_code = 'DEU'")
                .query(Integer.class)
                .single();
    }

    private static org.assertj.core.api.ThrowingConsumer<HttpResponse<String>> problem(int status, String slug) {
        return answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"type\":\"/problems/" + slug + "\"", "\"traceId\"");
        };
    }
}
