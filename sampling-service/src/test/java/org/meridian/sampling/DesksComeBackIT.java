package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Point 6 of pooled testing: twenty desks were without a network, and all come back at once. */
class DesksComeBackIT {

    private static final int DESKS = 20;

    private final JdbcClient jdbc = Service.running().jdbc();
    private final Instant now = Clock.systemUTC().instant();

    /** Ids of the samples by what the desks call them, how often each was accepted, and what is still to be sent. */
    private final Map<String, Set<String>> ids = new HashMap<>();

    private final Map<String, Integer> accepted = new HashMap<>();
    private final Set<String> settled = new HashSet<>();

    private record Delivery(OfflineDay desk, List<Map<String, Object>> batch) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void point6NothingIsLostNothingDoubledAndEachDesksOrderIsKept(long seed) {
        Random random = new Random(seed);
        List<Desk> sites = List.of(Desk.approved("DEU"), Desk.approved("DEU"), Desk.approved("FRA"));
        List<OfflineDay> desks = IntStream.range(0, DESKS)
                .mapToObj(i -> new OfflineDay(sites.get(i % sites.size()), now, random))
                .toList();
        int rounds = 0;
        for (List<Delivery> waiting = first(desks, random); !waiting.isEmpty(); waiting = left(desks)) {
            assertThat(rounds++).as("rounds until everything is settled").isLessThan(5);
            deliver(waiting, random);
        }
        assertThat(accepted.values()).as("each item is accepted once").containsOnly(1);
        assertThat(settled).hasSize((int) items(desks).count());
        assertThat(ids.values())
                .as("a sample has one id, however often it was sent")
                .allMatch(one -> one.size() == 1);
        for (OfflineDay desk : desks) {
            check(desk);
        }
    }

    private static Stream<Map<String, Object>> items(Collection<OfflineDay> desks) {
        return desks.stream().flatMap(desk -> desk.items().stream());
    }

    /** Every batch one to three times, in any order. */
    private static List<Delivery> first(List<OfflineDay> desks, Random random) {
        List<Delivery> deliveries = new ArrayList<>();
        for (OfflineDay desk : desks) {
            for (List<Map<String, Object>> batch : desk.batches(random)) {
                deliveries.addAll(Collections.nCopies(1 + random.nextInt(3), new Delivery(desk, batch)));
            }
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    /** What was rejected in every copy is sent again. */
    private List<Delivery> left(List<OfflineDay> desks) {
        return desks.stream()
                .map(desk -> new Delivery(
                        desk,
                        desk.items().stream()
                                .filter(item -> !settled.contains(item.get("clientId")))
                                .toList()))
                .filter(delivery -> !delivery.batch().isEmpty())
                .toList();
    }

    private void deliver(List<Delivery> deliveries, Random random) {
        List<Callable<Api.Answer>> calls = deliveries.stream()
                .<Callable<Api.Answer>>map(
                        delivery -> () -> delivery.desk().site.batch(delivery.batch()))
                .toList();
        List<Api.Answer> answers = new ArrayList<>();
        int size = 20 + random.nextInt(40); // so many at once
        for (int from = 0; from < calls.size(); from += size) {
            answers.addAll(atOnce(calls.subList(from, Math.min(calls.size(), from + size))));
        }
        for (Api.Answer answer : answers) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            answer.body().valueStream().forEach(this::note);
        }
    }

    private void note(JsonNode outcome) {
        String clientId = outcome.path("clientId").asString();
        switch (outcome.path("outcome").asString()) {
            case "ACCEPTED" -> {
                accepted.merge(clientId, 1, Integer::sum);
                settled.add(clientId);
            }
            case "DUPLICATE" -> settled.add(clientId);
            default ->
                assertThat(outcome.path("reason").asString())
                        .as("only a sealing has to wait")
                        .isIn("samples-missing", "unknown-tube");
        }
        if (outcome.has("sampleId")) {
            ids.computeIfAbsent(clientId, id -> new HashSet<>())
                    .add(outcome.path("sampleId").asString());
        }
    }

    private void check(OfflineDay desk) {
        List<JsonNode> found = Results.lookUp(desk.site.country, List.copyOf(desk.tubes.keySet()))
                .body()
                .valueStream()
                .toList();
        assertThat(found).hasSameSizeAs(desk.tubes.keySet());
        for (JsonNode tube : found) {
            String barcode = tube.path("barcode").asString();
            List<ResidentId> people = desk.tubes.getOrDefault(barcode, List.of());
            assertThat(tube.path("members")
                            .valueStream()
                            .map(member -> member.path("residentId").asString()))
                    .as("who is in it, in the desk's order")
                    .containsExactlyElementsOf(
                            people.stream().map(ResidentId::toString).toList());
            assertThat(tube.path("members").valueStream())
                    .allMatch(member -> Duration.between(
                                            Instant.parse(
                                                    member.path("sampledAt").asString()),
                                            Clock.systemUTC().instant())
                                    .compareTo(Duration.ZERO)
                            >= 0);
            assertThat(desk.site.states(barcode)).containsExactly("OPEN", "SEALED");
            assertThat(jdbc.sql("SELECT filled FROM tube WHERE barcode = :barcode AND country_code = :country")
                            .param("barcode", barcode)
                            .param("country", desk.site.country)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(people.size());
        }
    }
}
