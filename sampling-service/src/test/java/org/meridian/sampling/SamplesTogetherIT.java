package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.test.Together.atOnce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.test.TestTokens;
import org.meridian.sampling.sample.SampleId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Issue 5, point 2: samples that come at once are written together, and each is answered for itself. */
class SamplesTogetherIT {

    private static final int SAMPLERS = 300;

    private final Service service = Service.running();
    private final Api api = service.api();

    @Test
    void point2HundredsAtOnceFillFewTubesToTheirCapacityAndNoFurther() {
        Desk desk = Desk.approved("DEU");
        List<String> tubes = Stream.of(1, 5, 10, 20, 20, 20).map(desk::tube).toList();
        StatementLog log = service.log();
        log.clear();
        List<Api.Answer> answers = atOnce(IntStream.range(0, SAMPLERS)
                .<Callable<Api.Answer>>mapToObj(i -> () -> untilDecided(desk, tubes.get(i % tubes.size())))
                .toList());
        assertThat(answers)
                .allMatch(answer -> answer.status() == 201 || answer.problem().equals("tube-full"));
        assertThat(tubes.stream().map(tube -> stored(tube).size())).containsExactly(1, 5, 10, 20, 20, 20);
        assertThat(acknowledged(answers))
                .hasSize(76)
                .containsExactlyInAnyOrderElementsOf(
                        tubes.stream().flatMap(tube -> stored(tube).stream()).toList());
        assertThat(tubes.stream().map(tube -> filled(desk, tube))).containsExactly(1, 5, 10, 20, 20, 20);
        assertThat(log.ofRequests()).as("not one for each").hasSizeLessThan(SAMPLERS);
        log.assertPruned("sampling");
    }

    @Test
    void point2WhoeverIsRefusedInABatchIsRefusedAlone() {
        Desk desk = Desk.approved("DEU");
        Desk other = Desk.approved("DEU");
        String tube = desk.tube(20);
        String full = desk.tube(1);
        String closed = desk.tube(5);
        desk.add(full, TestTokens.aResident("DEU"));
        desk.add(closed, TestTokens.aResident("DEU"));
        desk.seal(closed);
        String key = UUID.randomUUID().toString();
        keyed(desk, tube, key);
        List<Callable<Api.Answer>> work =
                new ArrayList<>(Collections.nCopies(12, () -> desk.add(tube, TestTokens.aResident("DEU"))));
        work.addAll(Collections.nCopies(5, () -> desk.add(full, TestTokens.aResident("DEU"))));
        work.addAll(Collections.nCopies(5, () -> desk.add(closed, TestTokens.aResident("DEU"))));
        work.addAll(Collections.nCopies(5, () -> other.add(tube, TestTokens.aResident("DEU"))));
        work.addAll(Collections.nCopies(1, () -> keyed(desk, tube, key)));
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, work.size()).boxed().toList());
        Collections.shuffle(order, new Random(5));
        Api.Answer[] answers = new Api.Answer[work.size()];
        List<Api.Answer> shuffled = atOnce(order.stream().map(work::get).toList());
        for (int i = 0; i < answers.length; i++) {
            answers[order.get(i)] = shuffled.get(i);
        }
        List<Api.Answer> inOrder = List.of(answers);
        assertThat(inOrder.subList(0, 12)).allMatch(answer -> answer.status() == 201);
        assertThat(inOrder.subList(12, 17)).extracting(Api.Answer::problem).containsOnly("tube-full");
        assertThat(inOrder.subList(17, 22)).extracting(Api.Answer::problem).containsOnly("tube-not-open");
        assertThat(inOrder.subList(22, 27)).extracting(Api.Answer::problem).containsOnly("not-found");
        assertThat(inOrder.get(27).problem()).as("written, and undone alone").isEqualTo("idempotency-key-reused");
        assertThat(stored(tube)).hasSize(13);
        assertThat(filled(desk, tube)).isEqualTo(13);
    }

    @Test
    void point2ARepeatedRequestGetsItsFirstAnswerHoweverManyRace() {
        Desk desk = Desk.approved("DEU");
        String tube = desk.tube(20);
        List<Callable<Api.Answer>> work = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Map<String, String> body =
                    Map.of("residentId", TestTokens.aResident("DEU").toString());
            Map<String, String> key =
                    Map.of("Idempotency-Key", UUID.randomUUID().toString());
            Callable<Api.Answer> once = () -> api.post("/v1/tubes/" + tube + "/samples", desk.sampler, body, key);
            work.addAll(Collections.nCopies(3, once));
        }
        List<Api.Answer> racing = atOnce(work);
        List<Api.Answer> again = atOnce(work.stream().distinct().toList());
        assertThat(racing).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
        assertThat(again).allMatch(answer -> answer.status() == 201);
        assertThat(again)
                .extracting(Api.Answer::text)
                .containsAll(racing.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(Api.Answer::text)
                        .toList());
        assertThat(stored(tube)).hasSize(10);
    }

    @Test
    void point2WhatIsAcknowledgedIsThereOnceThoughConnectionsAreKilledInTheMiddle() throws InterruptedException {
        Desk desk = Desk.approved("DEU");
        List<String> tubes = Stream.generate(() -> desk.tube(20)).limit(10).toList();
        JdbcClient owner = JdbcClient.create(TestCluster.shared().owner("eu"));
        AtomicBoolean over = new AtomicBoolean();
        Thread killer = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                owner.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                + " WHERE usename = 'sampling' AND query LIKE '%FOR UPDATE%'")
                        .query(Long.class)
                        .single();
            }
        });
        List<Api.Answer> answers = atOnce(IntStream.range(0, SAMPLERS)
                .<Callable<Api.Answer>>mapToObj(
                        i -> () -> desk.add(tubes.get(i % tubes.size()), TestTokens.aResident("DEU")))
                .toList());
        over.set(true);
        killer.join(); // or it could still kill another test's
        assertThat(answers)
                .allMatch(answer -> answer.status() == 201
                        || answer.status() == 503
                        || answer.problem().equals("tube-full"));
        List<String> there =
                tubes.stream().flatMap(tube -> stored(tube).stream()).toList();
        assertThat(there).doesNotHaveDuplicates().containsAll(acknowledged(answers));
        for (String tube : tubes) {
            assertThat(stored(tube)).hasSizeLessThanOrEqualTo(20).hasSize(filled(desk, tube));
        }
    }

    /** A sampler comes again when a tube's row could not be had in time, which is so when everybody wants the same six. */
    private static Api.Answer untilDecided(Desk desk, String tube) {
        Api.Answer answer = desk.add(tube, TestTokens.aResident("DEU"));
        for (int again = 0; answer.status() == 503 && again < 5; again++) {
            answer = desk.add(tube, TestTokens.aResident("DEU"));
        }
        return answer;
    }

    private Api.Answer keyed(Desk desk, String tube, String key) {
        Map<String, String> body =
                Map.of("residentId", TestTokens.aResident("DEU").toString());
        return api.post("/v1/tubes/" + tube + "/samples", desk.sampler, body, Map.of("Idempotency-Key", key));
    }

    private static List<String> acknowledged(List<Api.Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("sampleId"))
                .toList();
    }

    private static int filled(Desk desk, String tube) {
        return desk.show(tube).body().path("filled").asInt();
    }

    private List<String> stored(String tube) {
        return service.jdbc()
                .sql("SELECT id FROM sample WHERE barcode = :barcode AND country_code = 'DEU'")
                .param("barcode", tube)
                .query((row, n) -> new SampleId(row.getObject(1, UUID.class), "DEU").toString())
                .list();
    }
}
