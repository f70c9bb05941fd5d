package org.meridian.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficTests {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Calls that ask for their own number. */
    private static class Numbers implements Calls {
        private final URI target;
        final List<String> answers = new ArrayList<>();
        final List<Integer> unanswered = new ArrayList<>();

        Numbers(URI target) {
            this.target = target;
        }

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public byte @Nullable [] request(int number) {
            return HttpBytes.post(target, "/" + number, "token", "{\"n\":" + number + "}");
        }

        @Override
        public void answered(int number, Reply reply) {
            answers.add(number + " " + reply.body());
        }

        @Override
        public void unanswered(int number) {
            unanswered.add(number);
        }
    }

    private static String path(com.sun.net.httpserver.HttpExchange exchange) {
        return exchange.getRequestURI().getPath().substring(1);
    }

    @Test
    void everyCallGetsItsOwnAnswerWholeOrInChunks() {
        try (StandIn server = new StandIn(exchange -> {
            byte[] body = ("is " + path(exchange) + "x".repeat(5000)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, Integer.parseInt(path(exchange)) % 2 == 0 ? body.length : 0);
            exchange.getResponseBody().write(body);
        })) {
            Numbers calls = new Numbers(server.address());
            Outcome outcome = Traffic.run(List.of(Offer.closed(server.address(), calls, 8, 200)))
                    .getFirst();
            assertThat(outcome.served()).isEqualTo(200);
            assertThat(calls.answers)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200)
                            .mapToObj(n -> n + " is " + n + "x".repeat(5000))
                            .toList());
        }
    }

    @Test
    void theScheduleGoesOnWhenNobodyAnswersAndTheWaitIsCounted() {
        CountDownLatch allThere = new CountDownLatch(100);
        try (StandIn server = new StandIn(exchange -> {
            allThere.countDown();
            await(allThere);
            StandIn.answer(exchange, 200, "");
        })) {
            Outcome outcome = Traffic.run(
                            List.of(Offer.open(server.address(), new Numbers(server.address()), 500, 100)))
                    .getFirst();
            assertThat(outcome.served()).isEqualTo(100);
            assertThat(outcome.milliseconds(100))
                    .as("the first waited for the last, due 99 steps of 2 ms later")
                    .isGreaterThanOrEqualTo(195);
        }
    }

    @Test
    void callsThatFindNoFreeConnectionCountFromWhenTheyWereDue() {
        AtomicInteger seen = new AtomicInteger();
        try (StandIn server = new StandIn(exchange -> {
            if (seen.incrementAndGet() == 1) {
                stall(Duration.ofMillis(200));
            }
            StandIn.answer(exchange, 200, "");
        })) {
            Outcome outcome = Traffic.run(
                            List.of(Offer.open(server.address(), new Numbers(server.address()), 1000, 50)), 1, PATIENCE)
                    .getFirst();
            assertThat(outcome.served()).isEqualTo(50);
            assertThat(outcome.milliseconds(50)).isGreaterThanOrEqualTo(150);
        }
    }

    @Test
    void whatFailsIsCountedByItsKindAndRefusalsByTheTimeTheyTook() {
        try (StandIn server = new StandIn(exchange -> {
            switch (Integer.parseInt(path(exchange)) % 4) {
                case 0 -> StandIn.answer(exchange, 503, "{\"type\":\"http://x/problems/overloaded\"}");
                case 1 -> StandIn.answer(exchange, 404, "");
                case 2 -> throw new IOException("hung up");
                default -> StandIn.answer(exchange, 200, "");
            }
        })) {
            Numbers calls = new Numbers(server.address());
            Outcome outcome = Traffic.run(List.of(Offer.closed(server.address(), calls, 4, 40)))
                    .getFirst();
            assertThat(outcome.errors()).containsEntry("503 overloaded", 10L).containsEntry("404", 10L);
            assertThat(outcome.served()).isEqualTo(10);
            assertThat(outcome.failed()).isEqualTo(30);
            assertThat(calls.unanswered).hasSize(10).allMatch(n -> n % 4 == 2);
            assertThat(outcome.answered()).isEqualTo(30);
            assertThat(outcome.refusedMilliseconds(100)).isPositive();
        }
    }

    @Test
    void whoIsToldToComeAgainLaterWaitsUntilThen() {
        try (StandIn server = new StandIn(exchange -> {
            boolean first = path(exchange).equals("0");
            exchange.getResponseHeaders().set("Retry-After", "1");
            StandIn.answer(exchange, first ? 503 : 200, "");
        })) {
            Outcome outcome = Traffic.run(List.of(Offer.closed(server.address(), new Numbers(server.address()), 1, 3)))
                    .getFirst();
            assertThat(outcome.served()).isEqualTo(2);
            assertThat(outcome.seconds()).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void aGeneratorThatStandsStillSaysSo() {
        try (StandIn server = new StandIn(exchange -> StandIn.answer(exchange, 200, ""))) {
            Numbers calls = new Numbers(server.address()) {
                @Override
                public byte @Nullable [] request(int number) {
                    if (number == 20) {
                        stall(Duration.ofMillis(150));
                    }
                    return super.request(number);
                }
            };
            Outcome outcome = Traffic.run(List.of(Offer.closed(server.address(), calls, 4, 40)))
                    .getFirst();
            assertThat(outcome.longestRound()).isGreaterThanOrEqualTo(150);
        }
    }

    @Test
    void aCallThatIsNeverAnsweredIsGivenUpAndTheRunEnds() {
        CountDownLatch never = new CountDownLatch(1);
        try (StandIn server = new StandIn(exchange -> await(never))) {
            Outcome outcome = Traffic.run(
                            List.of(Offer.closed(server.address(), new Numbers(server.address()), 2, 2)),
                            2,
                            Duration.ofMillis(100))
                    .getFirst();
            assertThat(outcome.errors()).containsExactly(java.util.Map.entry("no answer in time", 2L));
            never.countDown();
        }
    }

    @Test
    void offersAreWorkedAtOnceAndShareTheConnectionsFairly() {
        Set<String> paths = ConcurrentHashMap.newKeySet();
        try (StandIn server = new StandIn(exchange -> {
            paths.add(path(exchange));
            StandIn.answer(exchange, 200, "");
        })) {
            List<Outcome> outcomes = Traffic.run(
                    List.of(
                            Offer.open(server.address(), new Numbers(server.address()), 2000, 100),
                            Offer.closed(server.address(), new Numbers(server.address()), 1, 20)
                                    .after(0.01)),
                    2,
                    PATIENCE);
            assertThat(outcomes).extracting(Outcome::served).containsExactly(100L, 20L);
            assertThat(outcomes.getFirst().course().stream()
                            .mapToLong(Outcome.Point::served)
                            .sum())
                    .isEqualTo(100);
        }
    }

    @Test
    void aCallWithoutWhatItNeedsIsNotSentAndCounts() {
        try (StandIn server = new StandIn(exchange -> StandIn.answer(exchange, 200, ""))) {
            Numbers calls = new Numbers(server.address()) {
                @Override
                public byte @Nullable [] request(int number) {
                    return number == 3 ? null : super.request(number);
                }
            };
            Outcome outcome = Traffic.run(List.of(Offer.open(server.address(), calls, 1000, 5)))
                    .getFirst();
            assertThat(outcome.served()).isEqualTo(4);
            assertThat(outcome.failed()).isEqualTo(1);
        }
    }

    private static void stall(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
