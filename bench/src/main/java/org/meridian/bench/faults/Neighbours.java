package org.meridian.bench.faults;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            all.add(OpenLoop.run(perSecond * WINDOW_SECONDS, Duration.ofNanos(1_000_000_000L / perSecond), this::call));
        }
        return all;
    }

    private void call(int ignored) throws IOException {
        int n = number.getAndIncrement();
        ResidentId person = world.people().resident(FIRST_PERSON + n % PEOPLE);
        String token = world.tokens().resident(person);
        long begin = System.nanoTime();
        boolean good = false;
        try {
            Answer answer = n % 2 == 0
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
