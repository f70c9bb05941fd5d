package org.meridian.results.upload;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.StubService.Call;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.results.person.SampleId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * sampling-service with as many sealed tubes as anybody asks for, each with one person, made when they are asked for. A
 * barcode that begins with {@code NOBODY} is unknown.
 */
final class GeneratedTubes {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SiteId SITE = new IdGenerator(Clock.systemUTC()).next(Country.of("DEU"), SiteId::new);

    private final Instant sampledAt;
    private final AtomicInteger lookups = new AtomicInteger();
    private volatile int failing = -1;
    private volatile Runnable before = () -> {};

    GeneratedTubes(StubService stub, Instant sampledAt) {
        this.sampledAt = sampledAt;
        stub.on("POST", "/internal/tubes/lookup", this::answer);
    }

    /** From this lookup on, counted from 1, there is no answer. */
    GeneratedTubes failFrom(int lookup) {
        failing = lookup;
        return this;
    }

    /** Done before each answer. */
    GeneratedTubes before(Runnable work) {
        before = work;
        return this;
    }

    private Reply answer(Call call) {
        int lookup = lookups.incrementAndGet();
        before.run();
        if (failing > 0 && lookup >= failing) {
            return new Reply(503, "{}");
        }
        return Reply.ok(json(JSON.readTree(call.body()).get("barcodes"), sampledAt));
    }

    /** The tubes with these barcodes, as sampling-service writes them. */
    static String json(JsonNode barcodes, Instant sampledAt) {
        StringBuilder tubes = new StringBuilder("[");
        for (JsonNode barcode : barcodes) {
            if (!barcode.asString().startsWith("NOBODY")) {
                tubes.append(tubes.length() > 1 ? "," : "");
                append(tubes, barcode.asString(), sampledAt);
            }
        }
        return tubes.append("]").toString();
    }

    private static void append(StringBuilder json, String barcode, Instant sampledAt) {
        long hash = barcode.hashCode() * 0x9e3779b97f4a7c15L;
        UUID id = new UUID(0x0190000000000000L | (hash >>> 16), barcode.hashCode());
        json.append("{\"barcode\":\"").append(barcode);
        json.append("\",\"state\":\"SEALED\",\"capacity\":1,\"siteId\":\"").append(SITE);
        json.append("\",\"division\":\"11000000\",\"members\":[{\"sampleId\":\"");
        json.append(Ids.format(new SampleId(id, "DEU"))).append("\",\"residentId\":\"");
        json.append(Ids.format(new ResidentId(id, "DEU"))).append("\",\"sampledAt\":\"");
        json.append(sampledAt).append("\",\"offline\":false}]}");
    }
}
