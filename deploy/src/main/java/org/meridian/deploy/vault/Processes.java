package org.meridian.deploy.vault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every registration-service says of the keys it has. */
public final class Processes {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Duration PATIENCE = Duration.ofMinutes(2); // it counts all rows of its region

    private final List<URI> actuators;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** @param actuators of every registration-service there is, for example {@code http://127.0.0.1:9111} */
    public Processes(List<URI> actuators) {
        this.actuators = List.copyOf(actuators);
    }

    /**
     * @param primary the number of the key that it wraps under
     * @param keys the numbers of all that it can unwrap with
     * @param needing how many rows of its region need each key
     */
    public record Status(String region, int primary, List<Integer> keys, Map<Integer, Long> needing) {

        boolean needsOnly(int key) {
            return Set.of(key).containsAll(needing.keySet());
        }
    }

    /** @throws IllegalStateException when one does not answer: what its region needs is not known then */
    public List<Status> ask() {
        return actuators.stream().map(this::ask).toList();
    }

    /** The regions of those that are asked. */
    public Set<String> regions() {
        return ask().stream().map(Status::region).collect(Collectors.toSet());
    }

    public boolean allKnow(int key) {
        return ask().stream().allMatch(status -> status.keys().contains(key));
    }

    /** Whether nobody wraps under another key any more, and nothing is left that was. */
    public boolean allNeedOnly(int key) {
        return ask().stream().allMatch(status -> status.primary() == key && status.needsOnly(key));
    }

    private Status ask(URI actuator) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(actuator.resolve("/actuator/vault"))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(actuator + " answers with status " + answer.statusCode());
            }
            return JSON.readValue(answer.body(), Status.class);
        } catch (IOException e) {
            throw new IllegalStateException(actuator + " does not answer; every registration-service must be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
