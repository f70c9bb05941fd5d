package org.meridian.platform.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Verb;

/** Calls a service's operations straight, without a gateway. */
final class AccessCaller {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** @param problem the answer without what is different each time */
    record Answer(int status, String problem) {}

    private final int port;
    private final Map<String, String> bodies = new HashMap<>();
    private final Map<String, String> queries = new HashMap<>();

    AccessCaller(int port) {
        this.port = port;
    }

    void body(String operation, String json) {
        bodies.put(operation, json);
    }

    void query(String operation, String query) {
        queries.put(operation, query);
    }

    Answer call(Operation operation, @Nullable String token, Map<String, String> path) {
        String url = operation.pattern();
        for (Map.Entry<String, String> variable : path.entrySet()) {
            url = url.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        url += queries.getOrDefault(operation.toString(), "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + url));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        boolean bare = operation.verb() == Verb.GET || operation.verb() == Verb.DELETE;
        if (!bare) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(
                        operation.verb().name(),
                        bare
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(bodies.getOrDefault(operation.toString(), "{}")))
                .build());
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body().replaceAll("\"(traceId|instance)\":\"[^\"]*\"", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
