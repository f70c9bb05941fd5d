package org.meridian.sharing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.StubService;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stand-ins for the services that sharing-service asks; they know of people what a test says. */
final class Neighbours {

    /** Of all regions. */
    static final StubService REGISTRATION = StubService.start();

    /** Of all regions but ap. */
    static final StubService RESULTS = StubService.start();

    static final StubService RESULTS_AP = StubService.start();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** National id, and who has registered with it. */
    final Map<String, ResidentId> registered = new ConcurrentHashMap<>();

    /** Outcomes of those who were tested. */
    final Map<ResidentId, String> outcomes = new ConcurrentHashMap<>();

    /** Tells the service under test where they are. */
    static void register(DynamicPropertyRegistry registry) {
        for (String region : new String[] {"us", "eu", "ap"}) {
            registry.add(
                    "meridian.services." + region + ".registration",
                    () -> REGISTRATION.address().toString());
            StubService results = region.equals("ap") ? RESULTS_AP : RESULTS;
            registry.add(
                    "meridian.services." + region + ".results",
                    () -> results.address().toString());
        }
    }

    /** From now on as they do, whatever they were told to do before. */
    void answer() {
        REGISTRATION.forget();
        RESULTS.forget();
        RESULTS_AP.forget();
        REGISTRATION.on("POST", "/internal/residents/lookup", call -> StubService.Reply.ok(lookup(call.body())));
        REGISTRATION.on("POST", "/internal/residents/by-key", call -> StubService.Reply.ok(byKey(call.body())));
        RESULTS.on("POST", "/internal/results/latest", call -> StubService.Reply.ok(latest(call.body())));
        RESULTS_AP.on("POST", "/internal/results/latest", call -> StubService.Reply.ok(latest(call.body())));
    }

    private String lookup(String body) {
        ArrayNode answers = JSON.createArrayNode();
        for (JsonNode number : JSON.readTree(body).path("nationalIds")) {
            ObjectNode answer = answers.addObject();
            if (number.asString().startsWith("BAD")) {
                answer.put("error", "the check digit is wrong");
                continue;
            }
            answer.put("personKey", "key-" + number.asString());
            ResidentId resident = registered.get(number.asString());
            if (resident != null) {
                answer.put("residentId", resident.toString());
            }
        }
        return answers.toString();
    }

    private String byKey(String body) {
        ArrayNode answers = JSON.createArrayNode();
        for (JsonNode key : JSON.readTree(body).path("personKeys")) {
            ResidentId resident = registered.get(key.asString().substring(4));
            if (resident != null) {
                answers.addObject().put("personKey", key.asString()).put("residentId", resident.toString());
            }
        }
        return answers.toString();
    }

    private String latest(String body) {
        ArrayNode answers = JSON.createArrayNode();
        for (JsonNode id : JSON.readTree(body).path("residentIds")) {
            String outcome = outcomes.get(ResidentId.of(id.asString()));
            if (outcome != null) {
                answers.addObject()
                        .put("residentId", id.asString())
                        .put("outcome", outcome)
                        .put("status", "FINAL")
                        .put("method", "SINGLE")
                        .put("sampledAt", "2026-01-31T23:30:00Z")
                        .put("testedAt", "2026-02-01T08:00:00Z");
            }
        }
        return answers.toString();
    }
}
