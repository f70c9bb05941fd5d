package org.meridian.registration.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service over HTTP, and invents people. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicInteger PHONES = new AtomicInteger();
    private static final AtomicLong SEEDS = new AtomicLong(1);

    private final int port;

    Api(int port) {
        this.port = port;
    }

    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text(String name) {
            return json().get(name).asString();
        }

        /** The problem's slug. */
        public String problem() {
            return text("type").replace("/problems/", "");
        }

        /** Where the first bad value is. */
        public String pointer() {
            return json().get("errors").get(0).get("pointer").asString();
        }

        /** The body without what is another in each answer. */
        public String comparable() {
            return body.replaceAll("\"traceId\":\"[^\"]*\"", "");
        }
    }

    /** A code that was sent. */
    public record Sent(String challengeId, String code) {}

    /** Somebody who registered. */
    public record Person(String id, String country, String phone, String nationalId, String token) {}

    public Answer call(String method, String path, @Nullable String token, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer get(String path, @Nullable String token) {
        return call("GET", path, token, null);
    }

    public Answer post(String path, @Nullable String token, Map<String, ?> body, String... headers) {
        return call("POST", path, token, JSON.writeValueAsString(body), headers);
    }

    public static String aPhone(String country) {
        String digits = "%07d".formatted(PHONES.incrementAndGet());
        return switch (country) {
            case "USA" -> "+1202" + digits.replaceFirst("^0", "5");
            case "TWN" -> "+8869" + digits + "0";
            default -> "+49151" + digits + "0";
        };
    }

    public static String aNationalId(String country) {
        return new NationalIds(SEEDS.incrementAndGet() * 7919).of(country);
    }

    public Sent code(String country, String phone) {
        Answer answer = post("/v1/otp", null, Map.of("country", country, "phone", phone));
        if (answer.status() != 202) {
            throw new AssertionError(answer.toString());
        }
        String challenge = answer.text("challengeId");
        for (JsonNode message : outbox(phone)) {
            if (message.get("challengeId").asString().equals(challenge)) {
                return new Sent(challenge, message.get("code").asString());
            }
        }
        throw new AssertionError("no message for " + challenge);
    }

    public JsonNode outbox(String phone) {
        return get("/dev/outbox?phone=" + URLEncoder.encode(phone, StandardCharsets.UTF_8), null)
                .json();
    }

    public Map<String, Object> registration(Sent sent, String country, String nationalId) {
        return new java.util.LinkedHashMap<>(Map.of(
                "challengeId",
                sent.challengeId(),
                "code",
                sent.code(),
                "country",
                country,
                "nationalId",
                Map.of("scheme", NationalIds.scheme(country), "number", nationalId),
                "name",
                "Kim Beispiel"));
    }

    public Person aResident(String country) {
        String phone = aPhone(country);
        String nationalId = aNationalId(country);
        Answer answer = post("/v1/residents", null, registration(code(country, phone), country, nationalId));
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return new Person(answer.text("residentId"), country, phone, nationalId, answer.text("accessToken"));
    }

    public Answer login(String country, String phone) {
        Sent sent = code(country, phone);
        return post("/v1/token", null, Map.of("challengeId", sent.challengeId(), "code", sent.code()));
    }

    public static String wrong(String code) {
        return code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
    }
}
