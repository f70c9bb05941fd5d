package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.meridian.platform.test.Together.atOnce;
import static org.meridian.sampling.Offline.outcomes;
import static org.meridian.sampling.Offline.sample;
import static org.meridian.sampling.Offline.with;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Point 1 of pooled testing: what the database holds together when samplers, offline desks and labs act at once. */
class RacingDesksIT {

    private final Desk desk = Desk.approved("DEU");
    private final JdbcClient jdbc = Service.running().jdbc();
    private final Instant now = Clock.systemUTC().instant();

    private static ResidentId aGerman() {
        return TestTokens.aResident("DEU");
    }

    @AfterEach
    void whatATubeCountsIsWhatIsInIt() {
        assertThat(jdbc.sql("""
                        SELECT t.barcode FROM tube t
                         WHERE t.country_code = :country
                           AND t.filled <> (SELECT count(*) FROM sample s
                                             WHERE s.barcode = t.barcode AND s.country_code = :country)
                        """).param("country", "DEU").query(String.class).list())
                .isEmpty();
    }

    @RepeatedTest(5)
    void point1OfflineBatchesOnlineSamplersAndASealingAtOnceOverfillNothing(RepetitionInfo round) {
        Random random = new Random(round.getCurrentRepetition());
        List<String> tubes = List.of(desk.tube(10), desk.tube(5), desk.tube(20));
        List<ResidentId> people =
                IntStream.range(0, 12).mapToObj(i -> aGerman()).toList();
        List<Callable<Api.Answer>> work = new ArrayList<>();
        for (int batch = 0; batch < 4; batch++) { // each sent twice, its tubes in any order, the people often the same
            List<Map<String, Object>> items = new ArrayList<>(tubes.stream()
                    .flatMap(tube -> IntStream.range(0, 6)
                            .mapToObj(i -> sample(tube, people.get(random.nextInt(people.size())), now)))
                    .toList());
            Collections.shuffle(items, random);
            work.addAll(Collections.nCopies(2, () -> desk.batch(items)));
        }
        for (int online = 0; online < 20; online++) {
            String tube = tubes.get(random.nextInt(tubes.size()));
            ResidentId person = people.get(random.nextInt(people.size()));
            work.add(() -> desk.add(tube, person));
        }
        tubes.forEach(tube -> desk.add(tube, people.getFirst()));
        Collections.shuffle(work, random);
        int at = random.nextInt(work.size());
        String sealed = tubes.getLast();
        work.add(at, () -> desk.seal(sealed));
        List<Api.Answer> answers = atOnce(work);
        assertThat(answers).allMatch(answer -> answer.status() < 500);
        Api.Answer sealing = answers.get(at);
        assertThat(sealing.status()).isEqualTo(200);
        assertThat(people(sealed))
                .as("nobody after sealing")
                .isEqualTo(sealing.body().path("filled").asInt());
        for (String tube : tubes) {
            JsonNode shown = desk.show(tube).body();
            assertThat(shown.path("filled").asInt())
                    .isEqualTo(people(tube))
                    .isLessThanOrEqualTo(shown.path("capacity").asInt());
        }
        assertThat(people(tubes.get(1))).as("more came than fit").isEqualTo(5);
        long in = tubes.stream().mapToLong(this::people).sum() - tubes.size();
        assertThat(answers.stream().mapToLong(RacingDesksIT::taken).sum()).isEqualTo(in);
    }

    /** How many samples this answer says it put into a tube. */
    private static long taken(Api.Answer answer) {
        if (!answer.body().isArray()) {
            return answer.status() == 201 ? 1 : 0;
        }
        return outcomes(answer).stream().filter("ACCEPTED"::equals).count();
    }

    private int people(String tube) {
        return jdbc.sql("SELECT count(DISTINCT resident_id) FROM sample WHERE barcode = :tube AND country_code = 'DEU'")
                .param("tube", tube)
                .query(Integer.class)
                .single();
    }

    @RepeatedTest(8)
    void point1VoidingAddingSealingAndReceivingAtOnceLeaveOneHistory() {
        String tube = desk.tube(20);
        desk.add(tube, aGerman());
        List<Callable<Api.Answer>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            work.add(() -> desk.add(tube, aGerman()));
        }
        List<Map<String, Object>> batch = IntStream.range(0, 3)
                .mapToObj(i -> sample(tube, aGerman(), now))
                .toList();
        work.add(() -> desk.batch(batch));
        work.add(3, () -> desk.seal(tube));
        work.add(6, () -> desk.receive(tube));
        work.addAll(9, Collections.nCopies(2, () -> desk.voidTube(tube, "spilt")));
        List<Api.Answer> answers = atOnce(work);
        assertThat(answers).allMatch(answer -> answer.status() < 500);
        List<String> states = desk.states(tube);
        assertThat(states.getLast()).isEqualTo("VOID");
        assertThat(List.of(
                        List.of("OPEN", "VOID"),
                        List.of("OPEN", "SEALED", "VOID"),
                        List.of("OPEN", "SEALED", "RECEIVED", "VOID")))
                .contains(states);
        await().untilAsserted(() -> assertThat(Results.told("TubeVoided", tube)).hasSize(1));
        assertThat(Results.told("TubeVoided", tube).getFirst().path("members").size())
                .as("nobody after voiding, and nobody's sample is lost unsaid")
                .isEqualTo(people(tube));
        assertThat(answers)
                .filteredOn(a -> a.text("state").equals("VOID") && a.status() == 200)
                .extracting(Api.Answer::text)
                .hasSize(2)
                .containsOnly(answers.get(10).text());
    }

    @RepeatedTest(3)
    void point1TwoDesksThatOpenTheSameTubesAtOnceOpenThemOnce() {
        List<String> tubes = Stream.generate(Desk::aBarcode).limit(8).toList();
        List<Callable<Api.Answer>> desks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int capacity = i % 2 == 0 ? 5 : 10;
            List<String> order = new ArrayList<>(tubes);
            Collections.shuffle(order, new Random(i));
            List<Map<String, Object>> items = order.stream()
                    .map(tube -> sample(tube, capacity, aGerman(), now))
                    .toList();
            desks.add(() -> desk.batch(items));
        }
        List<Api.Answer> answers = atOnce(desks);
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().flatMap(answer -> outcomes(answer).stream()))
                .containsOnly("ACCEPTED", "REJECTED capacity-differs")
                .filteredOn("ACCEPTED"::equals)
                .as("three desks meant each tube as it became")
                .hasSize(3 * tubes.size());
        assertThat(tubes).allMatch(tube -> desk.states(tube).equals(List.of("OPEN")));
    }

    @Test
    void aClientIdThatComesTwiceAtOnceIsOneSample() {
        for (int round = 0; round < 5; round++) {
            Map<String, Object> one = sample(desk.tube(5), aGerman(), now);
            List<Callable<Api.Answer>> desks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<Map<String, Object>> items = List.of(with(one, "barcode", desk.tube(5)));
                desks.add(() -> desk.batch(items));
            }
            assertThat(atOnce(desks).stream().flatMap(answer -> outcomes(answer).stream()))
                    .containsExactlyInAnyOrder(
                            "ACCEPTED",
                            "REJECTED client-id-taken",
                            "REJECTED client-id-taken",
                            "REJECTED client-id-taken");
        }
    }

    @Test
    void point1TheDatabaseItselfRefusesOneTooManyAndTheSamePersonTwice() {
        String tube = desk.tube(5);
        desk.add(tube, aGerman());
        assertThatThrownBy(() -> jdbc.sql("UPDATE tube SET filled = 6 WHERE barcode = :tube AND country_code = 'DEU'")
                        .param("tube", tube)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("""
                        INSERT INTO sample (id, country_code, barcode, site_id, resident_id, resident_country,
                                            sampled_by, sampled_at, recorded_at)
                        SELECT gen_random_uuid(), country_code, barcode, site_id, resident_id, resident_country,
                               sampled_by, sampled_at, recorded_at
                          FROM sample WHERE barcode = :tube AND country_code = 'DEU'
                        """).param("tube", tube).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
