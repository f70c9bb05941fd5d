package org.meridian.deploy.day;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls one gateway as a person's app would. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final URI gateway;

    Api(HttpClient http, URI gateway) {
        this.http = http;
        this.gateway = gateway;
    }

    /** What was answered. */
    record Answer(int status, JsonNode body, Map<String, String> headers) {

        String text(String field) {
            return body.path(field).asString("");
        }
    }

    /** An answer that the day cannot go on with. */
    static final class Unexpected extends RuntimeException {
        Unexpected(String message) {
            super(message);
        }
    }

    URI gateway() {
        return gateway;
    }

    Answer get(String path, @Nullable String token) {
        return send("GET", path, token, null, "");
    }

    Answer post(String path, @Nullable String token, Map<String, ?> body) {
        return send("POST", path, token, "application/json", JSON.writeValueAsString(body));
    }

    Answer send(String method, String path, @Nullable String token, @Nullable String contentType, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        request.method(
                method,
                contentType == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            boolean json = headers.getOrDefault("content-type", "").contains("json");
            JsonNode read = json ? JSON.readTree(response.body()) : MissingNode.getInstance();
            return new Answer(response.statusCode(), read, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " at " + gateway, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("interrupted");
        }
    }

    /** The answer of a call that must go well. */
    static Answer must(Answer answer, int status, String what) {
        if (answer.status() != status) {
            throw new Unexpected(what + ": expected " + status + ", was " + answer.status() + " " + answer.body());
        }
        return answer;
    }
}
