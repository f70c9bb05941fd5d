package org.meridian.results;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.results.person.SampleId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** sampling-service as results-service sees it. */
public final class FakeSampling {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final IdGenerator IDS = new IdGenerator(Clock.systemUTC());

    final StubService stub = StubService.start();
    private final Map<String, Map<String, Object>> tubes = new ConcurrentHashMap<>();
    private final Map<String, List<Map<String, Object>>> open = new ConcurrentHashMap<>();

    void answer() {
        stub.on("POST", "/internal/tubes/lookup", call -> {
            List<Object> found = new ArrayList<>();
            for (JsonNode barcode : JSON.readTree(call.body()).get("barcodes")) {
                Map<String, Object> tube = tubes.get(barcode.asString());
                if (tube != null) {
                    found.add(tube);
                }
            }
            return Reply.ok(JSON.writeValueAsString(found));
        });
        stub.on("POST", "/internal/samples/open", call -> {
            String resident = JSON.readTree(call.body()).get("residentId").asString();
            return Reply.ok(JSON.writeValueAsString(open.getOrDefault(resident, List.of())));
        });
        stub.on("POST", "/internal/events", call -> {
            List<Map<String, String>> verdicts = new ArrayList<>();
            for (JsonNode event : JSON.readTree(call.body())) {
                verdicts.add(Map.of("id", event.get("id").asString(), "outcome", "HANDLED"));
            }
            return Reply.ok(JSON.writeValueAsString(verdicts));
        });
    }

    public void stopAnswering() {
        stub.on("POST", "/internal/tubes/lookup", call -> new Reply(503, "{}"));
        stub.on("POST", "/internal/samples/open", call -> new Reply(503, "{}"));
    }

    public StubService stub() {
        return stub;
    }

    /** A sealed tube of DEU, its members sampled at this time. */
    public void sealed(String barcode, int capacity, Instant sampledAt, List<ResidentId> members) {
        tube(barcode, "SEALED", capacity, sampledAt, members);
    }

    public void tube(String barcode, String state, int capacity, Instant sampledAt, List<ResidentId> members) {
        Country deu = Country.of("DEU");
        List<Map<String, Object>> samples = members.stream()
                .map(resident -> Map.<String, Object>of(
                        "sampleId", IDS.next(deu, SampleId::new).toString(),
                        "residentId", resident.toString(),
                        "sampledAt", sampledAt.toString()))
                .toList();
        tubes.put(
                barcode,
                Map.of(
                        "barcode", barcode,
                        "state", state,
                        "capacity", capacity,
                        "siteId", IDS.next(deu, SiteId::new).toString(),
                        "members", samples));
        samples.forEach(sample -> open.computeIfAbsent(String.valueOf(sample.get("residentId")), r -> new ArrayList<>())
                .add(Map.of(
                        "sampleId",
                        sample.get("sampleId"),
                        "barcode",
                        barcode,
                        "countryCode",
                        "DEU",
                        "sampledAt",
                        sampledAt.toString())));
    }
}
