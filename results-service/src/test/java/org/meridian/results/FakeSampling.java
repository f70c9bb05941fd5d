package org.meridian.results;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final Map<String, String> standing = new ConcurrentHashMap<>();
    private final List<String> resulted = new CopyOnWriteArrayList<>();

    void answer() {
        answering(() -> {});
    }

    /** @param before answering about tubes */
    public void answering(Runnable before) {
        stub.on("POST", "/internal/tubes/lookup", call -> {
            before.run();
            List<Object> found = new ArrayList<>();
            for (JsonNode barcode : JSON.readTree(call.body()).get("barcodes")) {
                Map<String, Object> tube = tubes.get(barcode.asString());
                if (tube != null) {
                    found.add(tube);
                }
            }
            return Reply.ok(JSON.writeValueAsString(found));
        });
        stub.on("POST", "/internal/sites/lookup", call -> {
            String site = JSON.readTree(call.body()).get("siteId").asString();
            return Reply.ok("[{\"status\":\"" + standing.getOrDefault(site, "APPROVED") + "\"}]");
        });
        stub.on("POST", "/internal/samples/open", call -> {
            String resident = JSON.readTree(call.body()).get("residentId").asString();
            return Reply.ok(JSON.writeValueAsString(open.getOrDefault(resident, List.of())));
        });
        stub.on("POST", "/internal/events", call -> {
            List<Map<String, String>> verdicts = new ArrayList<>();
            for (JsonNode event : JSON.readTree(call.body())) {
                verdicts.add(Map.of("id", event.get("id").asString(), "outcome", "HANDLED"));
                if (event.get("type").asString().equals("TubeResulted")) {
                    JSON.readTree(event.get("payload").asString())
                            .forEach(tube -> resulted.add(tube.get("barcode").asString()));
                }
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

    /** What auditors have decided about a site; they have approved of all of which nothing is said. */
    public void standing(SiteId site, String status) {
        standing.put(site.toString(), status);
    }

    /** How often it was told that this tube has a result. */
    public int timesResulted(String barcode) {
        return Collections.frequency(resulted, barcode);
    }

    /** The site that filled a tube. */
    public String site(String barcode) {
        return String.valueOf(Objects.requireNonNull(tubes.get(barcode)).get("siteId"));
    }

    /** The members as sampling-service tells them. */
    public Object members(String barcode) {
        return Objects.requireNonNull(Objects.requireNonNull(tubes.get(barcode)).get("members"));
    }

    /** A sealed tube of another country. */
    public void sealedIn(String country, String barcode, int capacity, Instant sampledAt, List<ResidentId> members) {
        tube(Country.of(country), barcode, "SEALED", capacity, sampledAt, members);
    }

    /** A sealed tube of DEU, its members sampled at this time. */
    public void sealed(String barcode, int capacity, Instant sampledAt, List<ResidentId> members) {
        tube(barcode, "SEALED", capacity, sampledAt, members);
    }

    public void tube(String barcode, String state, int capacity, Instant sampledAt, List<ResidentId> members) {
        tube(Country.of("DEU"), barcode, state, capacity, sampledAt, members);
    }

    public void tube(
            Country country, String barcode, String state, int capacity, Instant sampledAt, List<ResidentId> members) {
        List<Map<String, Object>> samples = members.stream()
                .map(resident -> Map.<String, Object>of(
                        "sampleId", IDS.next(country, SampleId::new).toString(),
                        "residentId", resident.toString(),
                        "sampledAt", sampledAt.toString()))
                .toList();
        tubes.put(
                barcode,
                Map.of(
                        "barcode", barcode,
                        "state", state,
                        "capacity", capacity,
                        "siteId", IDS.next(country, SiteId::new).toString(),
                        "members", samples));
        samples.forEach(sample -> open.computeIfAbsent(String.valueOf(sample.get("residentId")), r -> new ArrayList<>())
                .add(Map.of(
                        "sampleId",
                        sample.get("sampleId"),
                        "barcode",
                        barcode,
                        "countryCode",
                        country.code(),
                        "sampledAt",
                        sampledAt.toString())));
    }
}
