package org.meridian.sampling;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.platform.id.ResidentId;

/** What a desk notes while it has no network. */
final class Offline {

    private Offline() {}

    static Map<String, Object> sample(String barcode, ResidentId resident, Instant sampledAt) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("clientId", UUID.randomUUID().toString());
        item.put("barcode", barcode);
        item.put("residentId", resident.toString());
        item.put("sampledAt", sampledAt.toString());
        return item;
    }

    /** A sample in a tube that the desk opened by itself. */
    static Map<String, Object> sample(String barcode, int capacity, ResidentId resident, Instant sampledAt) {
        return with(sample(barcode, resident, sampledAt), "capacity", capacity);
    }

    static Map<String, Object> sealing(String barcode, int samples, Instant sealedAt) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("clientId", UUID.randomUUID().toString());
        item.put("barcode", barcode);
        item.put("sealedAt", sealedAt.toString());
        item.put("samples", samples);
        return item;
    }

    static Map<String, Object> with(Map<String, Object> item, String field, Object value) {
        Map<String, Object> other = new LinkedHashMap<>(item);
        other.put(field, value);
        return other;
    }

    /** {@code ACCEPTED}, {@code DUPLICATE} or {@code REJECTED why}, item by item. */
    static List<String> outcomes(Api.Answer answer) {
        return answer.body()
                .valueStream()
                .map(o -> o.path("outcome").asString() + " " + o.path("reason").asString(""))
                .map(String::strip)
                .toList();
    }
}
