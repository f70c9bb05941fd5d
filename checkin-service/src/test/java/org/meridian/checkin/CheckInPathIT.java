package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Issue 5, point 3: one hop, one row, no other statement; many at once share their statements and nothing else. */
@TestPropertySource(properties = {"meridian.group-commit.writers=1", "meridian.group-commit.patience=20s"})
class CheckInPathIT extends CheckinTestBase {

    @Autowired
    private MeterRegistry meters;

    /** Keeps check-ins from being written until no more requests come, so that they are written together. */
    private List<Answer> together(List<Supplier<Answer>> requests) throws SQLException {
        try (Connection owner = TestCluster.shared().owner("eu").getConnection();
                Statement lock = owner.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            owner.setAutoCommit(false);
            lock.execute("LOCK TABLE checkin.check_in_eu IN EXCLUSIVE MODE");
            List<CompletableFuture<Answer>> answers = requests.stream()
                    .map(request -> CompletableFuture.supplyAsync(request, threads))
                    .toList();
            AtomicInteger before = new AtomicInteger();
            await().during(Duration.ofMillis(300))
                    .until(() -> inserts() > 0 && before.getAndSet(waiting()) == before.get());
            owner.rollback();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private int waiting() {
        return (int) meters.get("meridian.commit.waiting").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private long selects(String table) {
        return statements().stream()
                .filter(sent -> sent.sql().contains("FROM " + table))
                .count();
    }

    private long inserts() {
        return statements().stream()
                .filter(sent -> sent.sql().contains("INSERT INTO check_in"))
                .count();
    }

    @Test
    void point3ManyAtOnceShareAFewStatementsAndEachGetsTheirOwnAnswer() throws SQLException {
        List<ResidentId> people = IntStream.range(0, 60)
                .mapToObj(i -> TestTokens.aResident("DEU"))
                .toList();
        for (int i = 0; i < people.size(); i++) {
            registered(people.get(i), "P" + i + "***");
        }
        clock.forward(Duration.ofMinutes(2)); // nobody's status is fresh any more
        String place = aPlace();
        List<String> tokens = people.stream().map(TestTokens::resident).toList();
        log.clear();

        List<Answer> answers = together(IntStream.range(0, people.size())
                .<Supplier<Answer>>mapToObj(
                        i -> () -> service().post("/v1/check-ins", tokens.get(i), java.util.Map.of("place", place)))
                .toList());

        for (int i = 0; i < people.size(); i++) {
            assertThat(answers.get(i).status()).as(answers.get(i).text()).isEqualTo(201);
            assertThat(answers.get(i).at("/healthCode/name")).isEqualTo("P" + i + "***");
            assertThat(count(
                            "eu",
                            "check_in",
                            "resident_id = ? AND id = ?",
                            people.get(i).id(),
                            uuid(answers.get(i).at("/checkInId"))))
                    .isEqualTo(1);
        }
        assertThat(selects("place")).as("asked for by sixty at once").isEqualTo(1);
        assertThat(inserts()).isLessThan(20);
        assertThat(selects("health_status")).isLessThan(30);
    }

    private static UUID uuid(String id) {
        return org.meridian.platform.id.Ids.parse(id, ResidentId::new).id();
    }

    @Test
    void point3WhoIsRememberedCostsOneStatementAlsoWithAKey() {
        registered(erika, "E*** M***");
        String place = aPlace();
        checkIn(erika, place);
        log.clear();
        assertThat(checkIn(erika, place, "Idempotency-Key: " + UUID.randomUUID())
                        .status())
                .isEqualTo(201);
        assertThat(statements()).hasSize(1);
        assertThat(inserts()).isEqualTo(1);
    }

    @Test
    void point3TheRowIsItsOwnProofAndNoOtherRowIsWrittenForTheKey() {
        long keys = count("eu", "idempotency_key", "country_code = ?", "DEU");
        String place = aPlace();
        String key = "Idempotency-Key: " + UUID.randomUUID();
        Answer first = checkIn(erika, place, key);
        result(erika, 1, "POSITIVE", "FINAL", Duration.ofHours(1));
        clock.forward(Duration.ofHours(1));
        Answer again = checkIn(erika, place, key);
        assertThat(again.text()).as("the first answer, not a new one").isEqualTo(first.text());
        assertThat(checkIn(erika, place).at("/healthCode/colour")).isEqualTo("RED");
        assertThat(count("eu", "idempotency_key", "country_code = ?", "DEU")).isEqualTo(keys);
        ResidentId other = TestTokens.aResident("DEU");
        assertThat(checkIn(other, place, key).at("/checkInId")).isNotEqualTo(first.at("/checkInId"));
    }

    @Test
    void point3TheSameKeyTwentyTimesAtOnceIsOneRow() throws SQLException {
        String place = aPlace();
        String key = "Idempotency-Key: " + UUID.randomUUID();
        List<Answer> answers = together(IntStream.range(0, 20)
                .<Supplier<Answer>>mapToObj(i -> () -> checkIn(erika, place, key))
                .toList());
        assertThat(answers).extracting(Answer::status).containsOnly(201, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(Answer::text)
                        .distinct())
                .hasSize(1);
        assertThat(count("eu", "check_in", "resident_id = ?", erika.id())).isEqualTo(1);
    }

    @Test
    void point3TravellersHomesAreToldByTheSameStatementAndOnceThoughTheyAskTwice() throws SQLException {
        String place = aPlace();
        Map<ResidentId, String> keys = IntStream.range(0, 12)
                .mapToObj(i -> TestTokens.aResident("FRA"))
                .collect(Collectors.toMap(Function.identity(), traveller -> "Idempotency-Key: " + UUID.randomUUID()));
        log.clear();
        List<Answer> answers = together(Stream.of(1, 2)
                .flatMap(time -> keys.entrySet().stream())
                .<Supplier<Answer>>map(asks -> () -> checkIn(asks.getKey(), place, asks.getValue()))
                .toList());
        assertThat(answers).extracting(Answer::status).containsOnly(201, 409);
        assertThat(statements())
                .extracting(sent -> sent.sql())
                .filteredOn(sql -> sql.contains("INSERT INTO"))
                .hasSizeLessThan(24)
                .allSatisfy(sql -> assertThat(sql).contains("INSERT INTO check_in", "INSERT INTO outbox"));
        assertThat(keys.keySet())
                .allSatisfy(traveller -> assertThat(count("eu", "outbox", "subject = ?", traveller.toString()))
                        .isEqualTo(1));
    }
}
