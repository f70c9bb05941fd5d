package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.remote.RemoteServices;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The sample service in a region, called over HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.service=sampling",
            "spring.config.import=classpath:meridian/service.yaml",
            "meridian.outbox.poll=1h",
            "meridian.erasure.poll=1h"
        })
abstract class SampleFixture {

    static final StubService RESULTS = StubService.start();

    @Autowired
    RemoteServices remote;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster.shared().migrate("sampling", SampleFixture.class.getClassLoader());
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

    final HttpClient http = HttpClient.newHttpClient();
    final String resident = TestTokens.resident(TestTokens.aResident("DEU"));

    @BeforeEach
    void clear() {
        jdbc.sql("DELETE FROM note WHERE country_code = 'DEU'").update();
        statements.clear();
    }

    HttpResponse<String> write(@Nullable String key, String title, String token) {
        HttpRequest.Builder request = request("/v1/notes", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"country\":\"DEU\",\"title\":\"" + title + "\"}"));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return send(request.build());
    }

    HttpResponse<String> send(String method, String path, @Nullable String token, @Nullable String body) {
        HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
        return send(request.method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    int count() {
        return jdbc.sql("SELECT count(*) FROM note WHERE country_code = 'DEU'")
                .query(Integer.class)
                .single();
    }

    static org.assertj.core.api.ThrowingConsumer<HttpResponse<String>> problem(int status, String slug) {
        return answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"type\":\"/problems/" + slug + "\"", "\"traceId\"");
        };
    }
}
