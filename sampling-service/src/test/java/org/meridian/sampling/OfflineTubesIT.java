package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.sampling.Offline.outcomes;
import static org.meridian.sampling.Offline.sample;
import static org.meridian.sampling.Offline.sealing;
import static org.meridian.sampling.Offline.with;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import tools.jackson.databind.JsonNode;

/** Point 6 of pooled testing: tubes that were opened, filled and sealed without a network. */
class OfflineTubesIT {

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    private final Desk desk = Desk.approved("DEU");

    private static ResidentId aGerman() {
        return TestTokens.aResident("DEU");
    }

    @Test
    void point6ADeskOpensFillsAndSealsATubeWithoutANetwork() {
        String tube = Desk.aBarcode();
        Instant then = now.minus(Duration.ofHours(50));
        List<Map<String, Object>> day = List.of(
                sample(tube, 10, aGerman(), then),
                sample(tube, 10, aGerman(), then.plusSeconds(60)),
                sealing(tube, 2, then.plusSeconds(120)));
        Api.Answer first = desk.batch(day);
        assertThat(outcomes(first)).as(first.text()).containsExactly("ACCEPTED", "ACCEPTED", "ACCEPTED");
        assertThat(first.body().get(0).path("sampleId").asString()).startsWith("DEU-");
        assertThat(first.body().get(2).has("sampleId")).isFalse();
        JsonNode shown = desk.show(tube).body();
        assertThat(shown.path("state").asString()).isEqualTo("SEALED");
        assertThat(shown.path("capacity").asInt()).isEqualTo(10);
        assertThat(shown.path("filled").asInt()).isEqualTo(2);
        assertThat(desk.states(tube)).containsExactly("OPEN", "SEALED");
        assertThat(shown.path("history")
                        .valueStream()
                        .map(event -> Instant.parse(event.path("deviceTime").asString())))
                .containsExactly(then, then.plusSeconds(120));
        assertThat(outcomes(desk.batch(day))).containsOnly("DUPLICATE");
        assertThat(desk.states(tube)).containsExactly("OPEN", "SEALED");
    }

    @Test
    void point6ASealingThatArrivesBeforeItsSamplesWaitsForThem() {
        String tube = Desk.aBarcode();
        Map<String, Object> one = sample(tube, 5, aGerman(), now);
        Map<String, Object> two = sample(tube, 5, aGerman(), now);
        Map<String, Object> end = sealing(tube, 2, now);
        assertThat(outcomes(desk.batch(List.of(end)))).containsExactly("REJECTED unknown-tube");
        assertThat(outcomes(desk.batch(List.of(two, end)))).containsExactly("ACCEPTED", "REJECTED samples-missing");
        assertThat(outcomes(desk.batch(List.of(one)))).containsExactly("ACCEPTED");
        assertThat(outcomes(desk.batch(List.of(end, one)))).containsExactly("ACCEPTED", "DUPLICATE");
        assertThat(outcomes(desk.batch(List.of(sample(tube, 5, aGerman(), now)))))
                .containsExactly("REJECTED tube-not-open");
    }

    @Test
    void point6ItemsAreTakenInTheDesksOwnOrderWhateverItsClockOrTheBatchSays() {
        String tube = Desk.aBarcode();
        Map<String, Object> first = with(sample(tube, 1, aGerman(), now), "sequence", 41);
        // the clock was set back between the two
        Map<String, Object> second = with(sample(tube, 1, aGerman(), now.minusSeconds(3600)), "sequence", 42);
        Map<String, Object> unnumbered = sample(tube, 1, aGerman(), now.minusSeconds(7200));
        assertThat(outcomes(desk.batch(List.of(unnumbered, second, first))))
                .containsExactly("REJECTED tube-full", "REJECTED tube-full", "ACCEPTED");
        String sealed = Desk.aBarcode();
        assertThat(outcomes(desk.batch(List.of(
                        with(sample(sealed, 5, aGerman(), now), "sequence", 9),
                        with(sealing(sealed, 1, now), "sequence", 8),
                        with(sample(sealed, 5, aGerman(), now), "sequence", 7)))))
                .containsExactly("REJECTED tube-not-open", "ACCEPTED", "ACCEPTED");
    }

    @Test
    void point6ALabSeesTheDesksOrderThoughItsBatchesArriveTheOtherWayRound() {
        String tube = Desk.aBarcode();
        List<ResidentId> people = IntStream.range(0, 4).mapToObj(i -> aGerman()).toList();
        for (int at : new int[] {3, 1, 0, 2}) {
            desk.batch(List.of(with(sample(tube, 5, people.get(at), now.minusSeconds(at)), "sequence", at)));
        }
        assertThat(Results.lookUp("DEU", List.of(tube))
                        .body()
                        .get(0)
                        .path("members")
                        .valueStream()
                        .map(member -> member.path("residentId").asString()))
                .containsExactlyElementsOf(
                        people.stream().map(ResidentId::toString).toList());
    }

    @Test
    void point6WhatCannotBeSaysWhy() {
        String others = Desk.approved("DEU").tube(5);
        String ours = desk.tube(5);
        String voided = desk.tube(5);
        desk.voidTube(voided, "spilt");
        Map<String, Object> fine = sample(ours, aGerman(), now);
        List<Map<String, Object>> items = List.of(
                with(fine, "sequence", -1),
                with(fine, "capacity", 7),
                with(fine, "capacity", 10),
                with(fine, "sealedAt", now.toString()),
                sample(others, 5, aGerman(), now),
                sealing(ours, 0, now),
                sealing(ours, 21, now),
                sealing(ours, 1, now.plus(Duration.ofHours(3))),
                with(sealing(ours, 1, now), "sealedAt", "yesterday"),
                sealing(others, 1, now),
                sealing(voided, 1, now),
                sealing(ours, 1, now));
        assertThat(outcomes(desk.batch(items)))
                .containsExactly(
                        "REJECTED bad-sequence",
                        "REJECTED bad-capacity",
                        "REJECTED capacity-differs",
                        "REJECTED sample-or-sealing",
                        "REJECTED barcode-taken",
                        "REJECTED bad-samples",
                        "REJECTED bad-samples",
                        "REJECTED bad-sealed-at",
                        "REJECTED bad-sealed-at",
                        "REJECTED unknown-tube",
                        "REJECTED tube-not-open",
                        "REJECTED samples-missing");
        assertThat(desk.states(ours)).containsExactly("OPEN");
    }

    @Test
    void aSiteThatIsNotApprovedOpensNoTubeOfflineEither() {
        Desk pending = Desk.pending("DEU");
        String tube = Desk.aBarcode();
        assertThat(outcomes(pending.batch(List.of(sample(tube, 5, aGerman(), now)))))
                .containsExactly("REJECTED site-not-approved");
        assertThat(desk.open(tube, 5).status()).as("the barcode is free").isEqualTo(201);
    }

    @Test
    void tubesOpenedOfflineAbroadAndInLongBatchesTakeTheSameFewStatements() {
        var log = Service.running().log();
        Desk taipei = Desk.approved("TWN");
        for (Desk at : List.of(desk, taipei)) {
            log.clear();
            List<Map<String, Object>> items = IntStream.range(0, 6)
                    .boxed()
                    .flatMap(i -> {
                        String tube = Desk.aBarcode();
                        return List.of(sample(tube, 5, TestTokens.aResident(at.country), now), sealing(tube, 1, now))
                                .stream();
                    })
                    .toList();
            assertThat(outcomes(at.batch(items))).containsOnly("ACCEPTED");
            assertThat(log.ofRequests()).hasSize(7);
            log.assertPruned("sampling");
        }
    }
}
