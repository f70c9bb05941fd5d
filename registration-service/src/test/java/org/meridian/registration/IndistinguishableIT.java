package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Api.Sent;
import org.meridian.registration.test.RankSum;
import org.meridian.registration.test.Service;

/**
 * Whether a phone or a national id is known shows neither in bytes nor in time. Requests about known and unknown ones are
 * interleaved at random, so that what else the machine does falls on both alike; a measurement is repeated when it looks
 * suspicious, for one in a hundred does by chance.
 */
@ExtendWith(LocalClusterExtension.class)
class IndistinguishableIT {

    private static final int PEOPLE = 20;
    private static final int REQUESTS = 200;
    private static final int REPEATS = 4;
    private static final double SUSPICIOUS = 0.01;
    private static final long PLANTED_NANOS = 2_000_000;

    private final Api api = Service.shared().api();
    private final Random seeded = new Random(20260504);
    private final List<Person> known =
            IntStream.range(0, PEOPLE).mapToObj(i -> api.aResident("DEU")).toList();
    private final List<String> unknown =
            IntStream.range(0, PEOPLE).mapToObj(i -> Api.aPhone("DEU")).toList();

    /** What an answer shows besides ids and times. */
    private record Shown(int status, Set<String> headers, int length, String problem) {

        static Shown of(Answer answer) {
            Set<String> headers = new HashSet<>(answer.headers().map().keySet());
            headers.remove("connection"); // every hundredth answer ends its connection
            return new Shown(
                    answer.status(), headers, answer.body().length(), answer.status() < 300 ? "" : answer.comparable());
        }
    }

    /** @param spreadNanos of the unknown ones' times: what lies between the first and the last quarter of them */
    private record Measured(double p, Set<Shown> ofKnown, Set<Shown> ofUnknown, long spreadNanos) {}

    @Test
    void point3AskingForACode() {
        assertAlike(phone -> phone, phone -> api.post("/v1/otp", null, Map.of("country", "DEU", "phone", phone)));
    }

    @Test
    void point3LoggingInWithAWrongCode() {
        assertAlike(
                phone -> api.code("DEU", phone),
                sent -> api.post(
                        "/v1/token", null, Map.of("challengeId", sent.challengeId(), "code", Api.wrong(sent.code()))));
    }

    @Test
    void point3RegisteringWithAWrongCode() {
        assertAlike(
                phone -> {
                    Sent sent = api.code("DEU", phone);
                    return api.registration(
                            new Sent(sent.challengeId(), Api.wrong(sent.code())), "DEU", Api.aNationalId("DEU"));
                },
                body -> api.post("/v1/residents", null, body));
    }

    @Test
    void point3RegisteringAKnownNationalIdWithAWrongCode() {
        IntFunction<Map<String, Object>> ofKnown = i -> application(known.get(i).nationalId());
        IntFunction<Map<String, Object>> ofUnknown = i -> application(Api.aNationalId("DEU"));
        assertAlike(ofKnown, ofUnknown, body -> api.post("/v1/residents", null, body));
    }

    @Test
    void point3TwoMillisecondsWouldBeFound() {
        Function<String, Answer> asking = phone -> api.post("/v1/otp", null, Map.of("country", "DEU", "phone", phone));
        long planted = PLANTED_NANOS;
        List<Double> ps = new ArrayList<>();
        do {
            Measured measured = measure(this::knownPhone, this::unknownPhone, asking, planted);
            ps.add(measured.p());
            // where answers take now this long and now that, because the machine is busy, it takes more to be found
            planted = Math.max(planted, measured.spreadNanos() / 2);
        } while (ps.getLast() >= SUSPICIOUS && ps.size() < REPEATS);
        assertThat(ps).anyMatch(p -> p < SUSPICIOUS);
    }

    private Map<String, Object> application(String nationalId) {
        Sent sent = api.code("DEU", unknown.get(seeded.nextInt(PEOPLE)));
        return api.registration(new Sent(sent.challengeId(), Api.wrong(sent.code())), "DEU", nationalId);
    }

    private <T> void assertAlike(Function<String, T> prepare, Function<T, Answer> call) {
        assertAlike(i -> prepare.apply(knownPhone(i)), i -> prepare.apply(unknownPhone(i)), call);
    }

    private <T> void assertAlike(IntFunction<T> ofKnown, IntFunction<T> ofUnknown, Function<T, Answer> call) {
        List<Double> ps = new ArrayList<>();
        do {
            Measured measured = measure(ofKnown, ofUnknown, call, 0);
            assertThat(measured.ofKnown()).isEqualTo(measured.ofUnknown()).hasSize(1);
            ps.add(measured.p());
        } while (ps.getLast() <= SUSPICIOUS && ps.size() < REPEATS);
        assertThat(ps).as("how likely the times differ by chance alone").anyMatch(p -> p > SUSPICIOUS);
    }

    /** @param planted by how many nanoseconds requests about known ones are slowed down */
    private <T> Measured measure(
            IntFunction<T> ofKnown, IntFunction<T> ofUnknown, Function<T, Answer> call, long planted) {
        List<Boolean> order = new ArrayList<>();
        order.addAll(Collections.nCopies(REQUESTS, true));
        order.addAll(Collections.nCopies(REQUESTS, false));
        Collections.shuffle(order, seeded);
        double[][] times = new double[2][REQUESTS];
        int[] done = new int[2];
        Set<Shown> shownOfKnown = new HashSet<>();
        Set<Shown> shownOfUnknown = new HashSet<>();
        for (boolean isKnown : order) {
            int arm = isKnown ? 0 : 1;
            int person = done[arm] % PEOPLE;
            T prepared = isKnown ? ofKnown.apply(person) : ofUnknown.apply(person);
            long begin = System.nanoTime();
            Answer answer = call.apply(prepared);
            long answered = System.nanoTime();
            while (isKnown && System.nanoTime() - answered < planted) {
                Thread.onSpinWait();
            }
            times[arm][done[arm]++] = System.nanoTime() - begin;
            (isKnown ? shownOfKnown : shownOfUnknown).add(Shown.of(answer));
        }
        double p = RankSum.p(times[0], times[1]);
        double[] sorted = times[1].clone();
        Arrays.sort(sorted);
        long spread = (long) (sorted[REQUESTS * 3 / 4] - sorted[REQUESTS / 4]);
        return new Measured(p, shownOfKnown, shownOfUnknown, spread);
    }

    private String knownPhone(int i) {
        return known.get(i).phone();
    }

    private String unknownPhone(int i) {
        return unknown.get(i);
    }
}
