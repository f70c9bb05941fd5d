package org.meridian.platform.carrier;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.gathered.Carrier;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.gathered.HeaderField;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Vouch;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service in eu, and that region's gateway by hand. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.service=sampling",
            "spring.config.import=classpath:meridian/service.yaml",
            "meridian.outbox.poll=1h",
            "meridian.erasure.poll=1h"
        })
abstract class CarrierFixture {

    static final Vouch EU = new Vouch(TestTokens.keys(), "eu", Clock.systemUTC());
    static final String RESIDENT = TestTokens.resident(TestTokens.aResident("DEU"));

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster.shared().migrate("sampling", CarrierFixture.class.getClassLoader());
        TestCluster.shared().properties("sampling", "eu").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
    }

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CarriedController service;

    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private long ticket = 1000;

    @BeforeEach
    void clear() {
        jdbc.sql("DELETE FROM note WHERE country_code = 'DEU'").update();
        service.begun.set(0);
        service.ended.set(0);
    }

    @AfterEach
    void letGo() {
        service.gate.countDown();
    }

    GatheredCall call(String method, String path, @Nullable String token, String body, String... headers) {
        return call(method, path, token, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    GatheredCall call(String method, String path, @Nullable String token, byte[] body, String... headers) {
        List<HeaderField> all = new ArrayList<>();
        if (token != null) {
            all.add(new HeaderField("Authorization", "Bearer " + token));
        }
        if (body.length > 0 && !Arrays.asList(headers).contains("Content-Type")) {
            all.add(new HeaderField("Content-Type", "application/json"));
        }
        for (int i = 0; i < headers.length; i += 2) {
            all.add(new HeaderField(headers[i], headers[i + 1]));
        }
        int mark = path.indexOf('?');
        return new GatheredCall(
                ticket++,
                method,
                mark < 0 ? path : path.substring(0, mark),
                mark < 0 ? null : path.substring(mark + 1),
                all,
                body);
    }

    GatheredCall echo(String token, String text, String... headers) {
        return call("POST", "/v1/echo", token, "{\"text\":\"" + text + "\"}", headers);
    }

    static byte[] framed(List<GatheredCall> calls) {
        return Frames.carrier(calls.stream().map(Frames::part).toList());
    }

    static String seal(byte[] carrier) {
        return Objects.requireNonNull(EU.seal(Carrier.PURPOSE, carrier));
    }

    HttpRequest.Builder carrier(byte[] body, @Nullable String seal) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + Carrier.PATH))
                .header("Content-Type", Carrier.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return seal == null ? request : request.header(Carrier.SEAL, seal);
    }

    /** The answers in the calls' order; one for each. */
    List<GatheredAnswer> gathered(List<GatheredCall> calls) {
        byte[] body = framed(calls);
        HttpResponse<byte[]> answer = send(carrier(body, seal(body)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer + new String(answer.body(), StandardCharsets.UTF_8));
        }
        List<GatheredAnswer> answers = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(answer.body());
        for (int i = 0; i < calls.size(); i++) {
            answers.add(next(in));
        }
        answers.sort(Comparator.comparingInt(GatheredAnswer::index));
        for (int i = 0; i < calls.size(); i++) {
            if (answers.get(i).index() != i
                    || answers.get(i).ticket() != calls.get(i).ticket()) {
                throw new AssertionError("not one answer for each: " + answers);
            }
        }
        return answers;
    }

    static GatheredAnswer next(InputStream in) {
        try {
            DataInputStream data = new DataInputStream(in);
            return Frames.answer(data.readNBytes(data.readInt()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The same call by itself. */
    HttpResponse<byte[]> alone(GatheredCall call) {
        String query = call.query() == null ? "" : "?" + call.query();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + call.path() + query));
        call.headers().forEach(header -> request.header(header.name(), header.value()));
        return send(
                request.method(
                                call.method(),
                                call.body().length == 0 && call.method().equals("GET")
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(call.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String text(GatheredAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
