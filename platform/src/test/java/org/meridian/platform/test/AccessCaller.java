package org.meridian.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Verb;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a service's operations straight, without a gateway. */
final class AccessCaller {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** @param problem the answer without what is different each time */
    record Answer(int status, String problem) {}

    private final int port;
    private final Map<String, String> bodies = new HashMap<>();

    AccessCaller(int port) {
        this.port = port;
    }

    void body(String operation, String json) {
        bodies.put(operation, json);
    }

    Answer call(Operation operation, @Nullable String token, Map<String, String> path) {
        String url = operation.pattern();
        for (Map.Entry<String, String> variable : path.entrySet()) {
            url = url.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + url));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        boolean bare = operation.verb() == Verb.GET || operation.verb() == Verb.DELETE;
        if (!bare) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = send(request.method(
                        operation.verb().name(),
                        bare
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(bodies.getOrDefault(operation.toString(), "{}")))
                .build());
        return new Answer(answer.statusCode(), answer.body().replaceAll("\"(traceId|instance)\":\"[^\"]*\"", ""));
    }

    /** The operations of the service's own description, each with its roles. */
    Map<String, Set<String>> describedWithout(Collection<String> operations) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
                .build();
        JsonNode paths = JSON.readTree(send(request).body()).path("paths");
        Map<String, Set<String>> found = new HashMap<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                Set<String> roles = new HashSet<>();
                operation.getValue().path("x-roles").forEach(role -> roles.add(role.asString()));
                found.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), roles);
            }
        }
        found.keySet().removeAll(operations);
        return found;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
