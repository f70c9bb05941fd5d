package org.meridian.platform.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.AuditKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Point 9: each entry comes with a proof that an outsider can check, and that fits nothing else. */
class ProofsIT {

    private static final Country HUN = Country.of("HUN");
    private static final Trails TRAILS = new Trails("registration");
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void anHonestTrail() {
        Trails.REGIONS.forEach(TRAILS::start);
        for (int i = 0; i < 2; i++) {
            TRAILS.act(HUN, 40);
            await().atMost(Duration.ofSeconds(60)).until(() -> TRAILS.isWitnessed(HUN));
        }
    }

    @AfterAll
    static void stop() {
        TRAILS.close();
    }

    @Test
    void point9EveryEntrysProofHoldsAndTwoRegionsVouchForIt() throws Exception {
        AuditKeys.rotate(TestTokens.keys(), "eu"); // what was signed before is still proved
        TRAILS.act(HUN, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> TRAILS.isWitnessed(HUN));
        Outsider outsider = outsider();
        JsonNode entries = entries("{\"country\":\"HUN\",\"limit\":200}");
        assertThat(entries.size()).isEqualTo(81);
        for (JsonNode entry : entries) {
            assertThat(outsider.judge(entry)).isEqualTo(new Outsider.Judgement(true, 2));
        }
        assertThat(TRAILS.verify(List.of(HUN)).findings()).isEmpty();
    }

    @Test
    void point9NoOtherEntryFitsTheProof() throws Exception {
        Outsider outsider = outsider();
        JsonNode entry = entries("{\"country\":\"HUN\",\"limit\":3}").get(2);
        assertThat(outsider.judge(entry).holds()).isTrue();
        for (String field : List.of("actor", "action", "object", "detail", "traceId", "service")) {
            ObjectNode other = entry.deepCopy().asObject();
            other.put(field, "other");
            assertThat(outsider.judge(other).holds()).as(field).isFalse();
        }
        ObjectNode earlier = entry.deepCopy().asObject();
        earlier.put("at", "2026-01-01T00:00:00Z");
        assertThat(outsider.judge(earlier).holds()).isFalse();
        for (String field : List.of("hash", "at", "kid", "signature", "installation")) {
            ObjectNode other = entry.deepCopy().asObject();
            JsonNode point = other.get("proof").get("checkpoint");
            JsonNode neighbour = entries("{\"country\":\"HUN\",\"limit\":200}")
                    .get(79)
                    .get("proof")
                    .get("checkpoint");
            if (field.equals("installation")) {
                point.asObject().put(field, "another");
            } else if (field.equals("kid")) {
                point.asObject().put(field, "audit-us.1");
            } else {
                point.asObject().set(field, neighbour.get(field));
            }
            assertThat(outsider.judge(other).holds())
                    .as("checkpoint's " + field)
                    .isFalse();
        }
    }

    @Test
    void point9EntriesAreFoundByWhatIsAskedForTheNewestFirst() throws Exception {
        JsonNode page = entries("{\"country\":\"HUN\",\"limit\":10}");
        assertThat(page.size()).isEqualTo(10);
        String last = page.get(9).get("id").stringValue();
        JsonNode next = entries("{\"country\":\"HUN\",\"limit\":10,\"before\":\""
                + org.meridian.platform.audit.EntryId.of(last).id() + "\"}");
        assertThat(next.get(0).get("id").stringValue()).isLessThan(last);
        assertThat(entries("{\"country\":\"HUN\",\"limit\":100,\"object\":\"object-7\"}")
                        .size())
                .isEqualTo(2);
        assertThat(entries("{\"country\":\"HUN\",\"limit\":100,\"action\":\"nothing.done\"}")
                        .size())
                .isZero();
        assertThat(entries("{\"country\":\"HUN\",\"limit\":100,\"to\":\"2020-01-01T00:00:00Z\"}")
                        .size())
                .isZero();
    }

    @Test
    void point9OnlyRegistrationReadsForAuditors() throws Exception {
        for (String token : List.of(TestTokens.service("sampling"), TestTokens.resident(TestTokens.aResident("HUN")))) {
            assertThat(ask("{\"limit\":1}", token).statusCode()).isEqualTo(403);
        }
    }

    private static Outsider outsider() {
        return new Outsider(
                JSON.readTree(AuditKeys.published(TestTokens.keys()).toString()).get("keys"));
    }

    private static JsonNode entries(String query) throws Exception {
        HttpResponse<String> answer = ask(query, TestTokens.service("registration"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> ask(String query, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(TRAILS.address("eu") + "/internal/audit/events"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
