package org.meridian.bench.faults;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.measure.Latencies;
import org.meridian.bench.measure.OpenLoop;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;

/** The ordinary life of one region, on a fixed schedule: its people check in at home and look at their health codes. */
final class Neighbours {

    private static final long FIRST_PERSON = 1L << 41;
    private static final int PEOPLE = 500;
    private static final int WINDOW_SECONDS = 5;

    private final World world;
    private final Timeline timeline;
    private final List<String> places = new ArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger round = new AtomicInteger();
    private final int perSecond;

    Neighbours(World world, Timeline timeline, int perSecond) {
        this.world = world;
        this.timeline = timeline;
        this.perSecond = perSecond;
        for (int i = 0; i < 5; i++) {
            places.add(world.newPlace());
        }
    }

    World world() {
        return world;
    }

    String place() {
        return places.getFirst();
    }

    /** People of whom a negative result is known at home, but no name: what is seen of them elsewhere is asked anew after two seconds. */
    List<ResidentId> tested(int count) {
        List<ResidentId> people = new ArrayList<>();
        Instant at = Clock.systemUTC().instant().minus(Duration.ofHours(1));
        for (int i = 0; i < count; i++) {
            ResidentId person = world.people().resident(FIRST_PERSON + PEOPLE + i);
            people.add(person);
            world.sql().run("""
                            INSERT INTO %s (resident_id, country_code, revision, version, outcome, status, method, sampled_at,
                                            tested_at, erased, updated_at)
                            VALUES ('%s', '%s', 1, 0, 'NEGATIVE', 'FINAL', 'SINGLE', '%s', '%5$s', false, '%5$s')
                            """.formatted(
                            world.partition("checkin", "health_status"), person.id(), person.countryCode(), at, at));
        }
        return people;
    }

    /** Lives on for some windows of five seconds; what each took. */
    List<Latencies> live(int windows) {
        List<Latencies> all = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            all.add(OpenLoop.run(
                    perSecond * WINDOW_SECONDS,
                    Duration.ofNanos(1_000_000_000L / perSecond),
                    ignored -> call(number.getAndIncrement())));
        }
        return all;
    }

    /** What people do, by turns. */
    enum Kind {
        HEALTH_CODE("health codes"),
        CHECK_IN("check-ins");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Lives on for one window, the same life; what each kind of call took, as one costs more than the other. */
    Map<Kind, Latencies> window() {
        int kinds = Kind.values().length;
        int first = round.getAndIncrement() * perSecond * WINDOW_SECONDS;
        Map<Kind, CompletableFuture<Latencies>> running = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            int place = running.size();
            running.put(
                    kind,
                    CompletableFuture.supplyAsync(
                            () -> OpenLoop.run(
                                    perSecond * WINDOW_SECONDS / kinds,
                                    Duration.ofNanos(kinds * 1_000_000_000L / perSecond),
                                    i -> call(kind, first + kinds * i + place)),
                            Thread::startVirtualThread));
        }
        Map<Kind, Latencies> all = new EnumMap<>(Kind.class);
        running.forEach((kind, one) -> all.put(kind, one.join()));
        return all;
    }

    private void call(int n) throws IOException {
        call(n % 2 == 0 ? Kind.HEALTH_CODE : Kind.CHECK_IN, n);
    }

    private void call(Kind kind, int n) throws IOException {
        ResidentId person = world.people().resident(FIRST_PERSON + n % PEOPLE);
        String token = world.tokens().resident(person);
        long begin = System.nanoTime();
        boolean good = false;
        try {
            Answer answer = kind == Kind.HEALTH_CODE
                    ? world.gateway().get("/v1/me/health-code", token)
                    : world.gateway()
                            .post("/v1/check-ins", token, Map.of("place", places.get(n % places.size())), null);
            good = answer.status() < 300;
            if (!good) {
                throw new IOException(answer.toString());
            }
        } finally {
            timeline.called(world.region(), System.nanoTime() - begin, good);
        }
    }
}
