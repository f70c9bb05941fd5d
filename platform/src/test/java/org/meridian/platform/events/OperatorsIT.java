package org.meridian.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Point 5: what was set aside is seen in metrics, named without anything personal, and can be tried again. */
class OperatorsIT extends EventsFixture {

    private static final String POISON = "canary-0815";
    private static final String SUBJECT = "subject-canary";

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    JsonMapper json;

    @LocalManagementPort
    int actuators;

    @Test
    void point5APoisonEventIsSeenInMetricsNamedAndTriedAgain() throws Exception {
        effects.poisonous.add(POISON);
        double delivered = counter("meridian_outbox_events_total", "result=\"delivered\"");
        tell(DEU, SUBJECT, List.of("Ada", POISON));
        delivered();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(counter("meridian_outbox_aside ", "")).isEqualTo(1);
            assertThat(counter("meridian_outbox_aside_of", "type=\"Named\"")).isEqualTo(1);
            assertThat(counter("meridian_outbox_waiting", "")).isZero();
            assertThat(counter("meridian_outbox_oldest_seconds", "")).isZero();
            // counted after it is written
            assertThat(counter("meridian_outbox_events_total", "result=\"delivered\"") - delivered)
                    .isEqualTo(1);
            assertThat(counter("meridian_outbox_events_total", "result=\"set-aside\""))
                    .isPositive();
        });
        assertThat(counter("meridian_outbox_events_total", "result=\"split\"")).isPositive();
        assertThat(counter("meridian_outbox_events_total", "result=\"refused\""))
                .isGreaterThanOrEqualTo(4);
        assertThat(counter("meridian_inbox_events_total", "result=\"handled\"")).isPositive();

        String listed = send("GET", "/actuator/outbox", null).body();
        JsonNode event = json.readTree(listed).get(0);
        assertThat(event.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "type", "consumer", "country", "attempts", "refusals", "reason", "createdAt");
        assertThat(listed + metrics()).doesNotContain(POISON, SUBJECT, "Ada");

        effects.poisonous.clear();
        String again = "/actuator/outbox/" + event.get("id").asString();
        assertThat(send("POST", again, null).statusCode()).isEqualTo(403);
        assertThat(send("POST", again, staff(Role.AUDITOR)).statusCode()).isEqualTo(403);
        assertThat(send("POST", again, staff(Role.ADMIN)).statusCode()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertDoneOnce(DEU, List.of("Ada", POISON)));
        assertThat(send("POST", again, staff(Role.ADMIN)).statusCode())
                .as("nothing is set aside any more")
                .isEqualTo(404);
    }

    @Test
    void point5ADeliveryThatComesAgainIsCountedAsADuplicate() throws Exception {
        double before = counter("meridian_inbox_events_total", "result=\"duplicate\"");
        WIRE.next(new Wire.Fate.AnswerLost());
        tell(DEU, "s", List.of("Grace"));
        delivered();
        assertThat(counter("meridian_inbox_events_total", "result=\"duplicate\"") - before)
                .isEqualTo(1);
    }

    @Test
    void metricsThatNobodyReadsCostNoStatement() throws Exception {
        tell(DEU, "s", List.of("Lise"));
        delivered();
        assertThat(statements.statements()).noneMatch(s -> s.sql().contains("GROUP BY set_aside"));
        metrics();
        metrics();
        assertThat(statements.statements())
                .filteredOn(s -> s.sql().contains("GROUP BY set_aside"))
                .as("counted once in a while")
                .hasSizeLessThanOrEqualTo(1);
        statements.assertPruned("checkin");
    }

    private static String staff(Role role) {
        return TestTokens.staff(TestTokens.aStaffAccount("DEU"), role);
    }

    /** The sum of a meter's lines with this tag; 0 when there is none. */
    private double counter(String name, String tag) throws Exception {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String metrics() throws Exception {
        return send("GET", "/actuator/prometheus", null).body();
    }

    private HttpResponse<String> send(String method, String path, @Nullable String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + actuators + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
