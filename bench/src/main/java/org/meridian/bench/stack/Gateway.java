package org.meridian.bench.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.BenchException;

/** Calls the gateway as apps and laboratories would. Nothing is repeated here. */
public final class Gateway {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI address;

    public Gateway(URI address) {
        this.address = address;
    }

    public URI address() {
        return address;
    }

    public Answer get(String path, @Nullable String token) throws IOException {
        return send("GET", path, token, null, null, BodyPublishers.noBody(), PATIENCE);
    }

    public Answer post(String path, @Nullable String token, Object body, @Nullable String key) throws IOException {
        return send(
                "POST", path, token, key, "application/json", BodyPublishers.ofString(Answer.write(body)), PATIENCE);
    }

    public Answer upload(String token, String csv, @Nullable String key) throws IOException {
        return send("POST", "/v1/results", token, key, "text/csv", BodyPublishers.ofString(csv), PATIENCE);
    }

    /** A big file, streamed; its answer may take long. */
    public Answer upload(String token, Path csv) throws IOException {
        return send("POST", "/v1/results", token, null, "text/csv", BodyPublishers.ofFile(csv), Duration.ofMinutes(15));
    }

    private Answer send(
            String method,
            String path,
            @Nullable String token,
            @Nullable String key,
            @Nullable String contentType,
            BodyPublisher body,
            Duration patience)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(patience).method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
