package org.meridian.results.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.StubService.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * checkin-service as results-service sees it: takes changes by their versions, and compares as checkin's own
 * {@code ComparisonIT} says that it does. It can be made to lose things.
 */
final class FakeCheckin {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 2_000;

    /** What it does with events. */
    enum Mood {
        TAKES,
        /** Says that it took them, and did not. */
        LOSES,
        /** Says later. */
        WAITS
    }

    /** What is known of somebody. */
    record Row(long version, String digest, @Nullable String outcome) {}

    final StubService stub;
    private final Map<String, ConcurrentSkipListMap<String, Row>> topics = Map.of(
            "RESULTS", new ConcurrentSkipListMap<>(),
            "VACCINATIONS", new ConcurrentSkipListMap<>());
    private volatile Mood mood = Mood.TAKES;
    private volatile boolean down;

    FakeCheckin(StubService stub) {
        this.stub = stub;
    }

    void answer() {
        mood = Mood.TAKES;
        down = false;
        stub.on(
                "POST",
                "/internal/events",
                call -> Reply.ok(JSON.writeValueAsString(events(JSON.readTree(call.body())))));
        stub.on(
                "POST",
                "/internal/health-status/compare",
                call -> down
                        ? new Reply(503, "{}")
                        : Reply.ok(JSON.writeValueAsString(compare(JSON.readTree(call.body())))));
    }

    void is(Mood now) {
        mood = now;
    }

    void cannotCompare() {
        down = true;
    }

    @Nullable
    Row knows(Topic topic, ResidentId resident) {
        return rows(topic.name()).get(resident.toString());
    }

    void plant(Topic topic, ResidentId resident, Row row) {
        rows(topic.name()).put(resident.toString(), row);
    }

    void forget(Topic topic, ResidentId resident) {
        rows(topic.name()).remove(resident.toString());
    }

    private ConcurrentSkipListMap<String, Row> rows(String topic) {
        return java.util.Objects.requireNonNull(topics.get(topic));
    }

    private synchronized List<Map<String, String>> events(JsonNode events) {
        List<Map<String, String>> verdicts = new ArrayList<>();
        for (JsonNode event : events) {
            Mood now = mood;
            if (now == Mood.TAKES) {
                JSON.readTree(event.get("payload").asString())
                        .forEach(change -> take(event.get("type").asString(), change));
            }
            verdicts.add(Map.of("id", event.get("id").asString(), "outcome", now == Mood.WAITS ? "LATER" : "HANDLED"));
        }
        return verdicts;
    }

    private void take(String type, JsonNode change) {
        String resident = change.get("residentId").asString();
        long version = change.get("version").asLong();
        switch (type) {
            case "LatestResultChanged" -> {
                String outcome = change.path("outcome").asString("");
                Row row = new Row(version, resultDigest(change), outcome.isEmpty() ? null : outcome);
                rows("RESULTS").merge(resident, row, (old, fresh) -> old.version() < fresh.version() ? fresh : old);
            }
            case "VaccinationRecorded" ->
                rows("VACCINATIONS")
                        .merge(resident, doses(change), (old, fresh) -> old.version() < version ? fresh : old);
            case "VaccinationCorrected" ->
                rows("VACCINATIONS")
                        .computeIfPresent(
                                resident,
                                (r, old) ->
                                        old.version() == change.get("replaces").asLong() ? doses(change) : old);
            default -> throw new AssertionError(type);
        }
    }

    private static Row doses(JsonNode change) {
        String day = change.path("lastDoseOn").asString("");
        return new Row(
                change.get("version").asLong(),
                Digest.of(change.get("doses").asInt(), day.isEmpty() ? null : day),
                null);
    }

    private static String resultDigest(JsonNode change) {
        return Digest.of(
                text(change, "outcome"),
                text(change, "status"),
                text(change, "method"),
                moment(change, "sampledAt"),
                moment(change, "testedAt"),
                moment(change, "positiveAt"),
                moment(change, "suspectedAt"));
    }

    private static @Nullable String text(JsonNode change, String name) {
        return change.hasNonNull(name) ? change.get(name).asString() : null;
    }

    private static java.time.@Nullable Instant moment(JsonNode change, String name) {
        String text = text(change, name);
        return text == null ? null : java.time.Instant.parse(text);
    }

    private Map<String, Object> compare(JsonNode query) {
        String country = query.get("country").asString();
        String topic = query.get("topic").asString();
        Map<String, JsonNode> theirs = new TreeMap<>();
        query.get("statuses")
                .forEach(status -> theirs.put(status.get("residentId").asString(), status));
        Map<String, Row> own = new TreeMap<>();
        String until = null;
        JsonNode range = query.path("range");
        if (range.isObject()) {
            // a resident's id sorts as its bits do
            String after = range.path("after").asString(country + "-");
            until = range.path("until").asString("");
            until = until.isEmpty() ? null : until;
            for (Map.Entry<String, Row> row : rows(topic).tailMap(after, false).entrySet()) {
                if (!row.getKey().startsWith(country)
                        || (until != null && row.getKey().compareTo(until) > 0)) {
                    break;
                }
                if (own.size() == MOST) {
                    until = ((TreeMap<String, Row>) own).lastKey();
                    String last = until;
                    theirs.keySet().removeIf(resident -> resident.compareTo(last) > 0);
                    break;
                }
                own.put(row.getKey(), row.getValue());
            }
        } else {
            theirs.keySet().stream()
                    .filter(rows(topic)::containsKey)
                    .forEach(resident -> own.put(resident, rows(topic).get(resident)));
        }
        Map<String, Object> found = new TreeMap<>();
        found.put("differences", differences(Topic.valueOf(topic), theirs, own));
        if (until != null) {
            found.put("until", until);
        }
        return found;
    }

    private static List<Map<String, Object>> differences(
            Topic topic, Map<String, JsonNode> theirs, Map<String, Row> own) {
        List<Map<String, Object>> differences = new ArrayList<>();
        theirs.forEach((resident, status) -> {
            Row row = own.get(resident);
            String digest = status.get("digest").asString();
            if (row == null) {
                if (!digest.equals(Statuses.nothing(topic))) {
                    differences.add(difference(resident, "MISSING", 0));
                }
            } else if (row.version() > status.get("version").asLong()) {
                differences.add(difference(resident, "AHEAD", row.version()));
            } else if (!row.digest().equals(digest)) {
                differences.add(difference(resident, "DIFFERENT", row.version()));
            }
        });
        Set<String> told = theirs.keySet();
        own.forEach((resident, row) -> {
            if (!told.contains(resident)) {
                differences.add(difference(resident, "AHEAD", row.version()));
            }
        });
        return differences;
    }

    private static Map<String, Object> difference(String resident, String kind, long version) {
        return Map.of("residentId", resident, "kind", kind, "version", version);
    }
}
