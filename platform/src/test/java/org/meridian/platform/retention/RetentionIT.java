package org.meridian.platform.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.TimeZones;
import org.meridian.db.topology.Topology;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.retention.KeptApplication.Cut;
import org.meridian.platform.retention.KeptApplication.Scissors;
import org.meridian.platform.test.HandClock;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Point 6: the job, in the region whose zones are farthest from UTC, both ways. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.service=sharing",
            "spring.config.import=classpath:meridian/service.yaml",
            "meridian.outbox.poll=1h",
            "meridian.retention.every=1h",
            "meridian.retention.batch=3",
            "meridian.retention.countries.ASM.things=5d"
        })
class RetentionIT {

    private static final Country NZL = Country.of("NZL");
    private static final Country TON = Country.of("TON");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Retention retention;

    @Autowired
    RetentionEndpoint endpoint;

    @Autowired
    HandClock clock;

    @Autowired
    Scissors scissors;

    @Autowired
    StatementLog statements;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster.shared().migrate("sharing", RetentionIT.class.getClassLoader());
        TestCluster.shared().properties("sharing", "ap").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
    }

    @BeforeEach
    void nothingIsThere() throws Exception {
        try (var owner = TestCluster.shared().owner("ap").getConnection();
                var sql = owner.createStatement()) {
            for (String table : List.of("kept_part", "kept", "retention_turn", "audit_event")) {
                sql.execute("DELETE FROM sharing." + table + " WHERE country_code IN ('NZL', 'TON', 'ASM', 'JPN')");
            }
        }
    }

    /** New Zealand sets its clocks back on 5 April 2026 and forward on 27 September. */
    @ParameterizedTest
    @CsvSource({
        "TON, 28, 2026-02-27",
        "NZL, 28, 2026-03-20",
        "NZL, 28, 2026-04-05",
        "NZL, 28, 2026-09-27",
        "ASM, 5, 2026-02-26"
    })
    void point6ADaysRowsAreThereOnDayNAndGoOnDayNPlusOne(String code, int n, LocalDate day) throws Exception {
        Country country = Country.of(code);
        ZoneId zone = TimeZones.of(country);
        Instant morning = day.atStartOfDay(zone).toInstant();
        Instant night = day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
        add(country, morning, null);
        add(country, night, null);
        UUID next = add(country, night.plus(1, ChronoUnit.MICROS), null);
        for (int later : List.of(n - 1, n)) {
            clock.set(day.plusDays(later).atStartOfDay(zone).toInstant());
            assertThat(retention.day(country, true)).isTrue();
            assertThat(rows(country)).as("day %d begins", later).hasSize(3);
            clock.set(day.plusDays(later + 1L).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MILLIS));
            assertThat(retention.day(country, true)).isTrue();
            assertThat(rows(country)).as("day %d ends", later).hasSize(3);
        }
        clock.set(day.plusDays(n + 1L).atStartOfDay(zone).toInstant());
        assertThat(retention.day(country, true)).isTrue();
        assertThat(rows(country)).containsExactly(next);
    }

    @Test
    void point6ADateIsADayOfTheCountryToo() throws Exception {
        LocalDate day = LocalDate.of(2026, 5, 10);
        ZoneId zone = TimeZones.of(TON);
        clock.set(day.plusDays(4).atStartOfDay(zone).toInstant().minusSeconds(1));
        add(TON, clock.instant(), day);
        UUID next = add(TON, clock.instant(), day.plusDays(1));
        retention.day(TON, true);
        assertThat(rows(TON)).hasSize(2);
        clock.set(day.plusDays(4).atStartOfDay(zone).toInstant());
        retention.day(TON, true);
        assertThat(rows(TON)).containsExactly(next);
    }

    @Test
    void point6WhatIsKeptForHoursGoesAtTheMinuteInThatCountryAlone() throws Exception {
        Instant at = Instant.parse("2026-06-01T10:00:00Z");
        add(NZL, at, null);
        add(Country.of("JPN"), at.plusSeconds(60), null);
        clock.set(at.plus(Duration.ofHours(2000)));
        minutes();
        assertThat(rows(NZL)).hasSize(1);
        clock.set(clock.instant().plusMillis(1));
        minutes();
        assertThat(rows(NZL)).isEmpty();
        assertThat(rows(Country.of("JPN"))).hasSize(1);
    }

    @Test
    void point6CutOffBetweenAnyTwoBatchesTheNextTimeEndsAsIfNothingHadHappened() throws Exception {
        Instant now = Instant.parse("2026-08-01T12:00:00Z");
        for (int cut = 0; cut < 9; cut++) {
            nothingIsThere();
            clock.set(now);
            List<UUID> staying = family(NZL, now);
            scissors.cutAfter(cut);
            assertThatThrownBy(() -> retention.day(NZL, false)).isInstanceOf(Cut.class);
            assertThat(retention.day(NZL, false)).as("another may live").isFalse();
            clock.set(now.plus(Turns.SILENT).plusSeconds(1));
            assertThat(retention.day(NZL, false)).isTrue();
            assertThat(rows(NZL)).as("cut after %d batches", cut).containsExactlyInAnyOrderElementsOf(staying);
            assertThat(count("kept_part")).isEqualTo(1);
            assertThat(retention.day(NZL, false)).as("done for today").isFalse();
            assertThat(retention.day(NZL, true))
                    .as("and once more changes nothing")
                    .isTrue();
            assertThat(rows(NZL)).containsExactlyInAnyOrderElementsOf(staying);
        }
    }

    @Test
    void point6OfManyInstancesOneDoesItAndTheAuditTrailSaysWhatWent() throws Exception {
        Instant now = Instant.parse("2026-08-02T12:00:00Z");
        clock.set(now);
        family(TON, now);
        assertThat(retention.due(Topology.load().partitionOf(TON))).contains(TON);
        Callable<Boolean> turn = () -> retention.day(TON, false);
        try (var instances = Executors.newFixedThreadPool(8)) {
            int did = 0;
            for (Future<Boolean> one : instances.invokeAll(List.of(turn, turn, turn, turn, turn, turn, turn, turn))) {
                did += one.get() ? 1 : 0;
            }
            assertThat(did).isEqualTo(1);
        }
        assertThat(retention.due(Topology.load().partitionOf(TON))).doesNotContain(TON);
        assertThat(jdbc.sql("SELECT detail FROM audit_event WHERE country_code = 'TON' AND action = 'retention.ran'")
                        .query(String.class)
                        .list())
                .containsExactly("{parts=10, things=10}");
    }

    @Test
    void point6EachStatementTouchesOnePartitionAndFewRows() throws Exception {
        Instant now = Instant.parse("2026-08-03T12:00:00Z");
        clock.set(now);
        family(NZL, now);
        statements.clear();
        retention.day(NZL, true);
        assertThat(statements.statements())
                .filteredOn(statement -> statement.sql().startsWith("DELETE"))
                .hasSizeGreaterThan(10);
        statements.assertPruned("sharing", TestCluster.shared().owner("ap"));
    }

    @Test
    void anAdministratorHasItDoneAtOnceAndNobodyElse() {
        clock.set(Instant.parse("2026-08-04T12:00:00Z"));
        add(NZL, Instant.parse("2026-01-01T00:00:00Z"), null);
        assertThat(endpoint.kept("ASM")).containsEntry("things", "5d").containsEntry("idempotency-keys", "7d");
        assertThatThrownBy(() -> endpoint.run(SecurityContext.NONE, "NZL")).isInstanceOf(ProblemException.class);
        assertThat(rows(NZL)).hasSize(1);
        endpoint.run(admin(), "NZL");
        await().atMost(Duration.ofSeconds(60)).until(() -> rows(NZL).isEmpty());
    }

    private static SecurityContext admin() {
        return new SecurityContext() {
            @Override
            public java.security.@Nullable Principal getPrincipal() {
                return null;
            }

            @Override
            public boolean isUserInRole(String role) {
                return role.equals("ADMIN");
            }
        };
    }

    private void minutes() throws InterruptedException {
        for (var partition : Topology.load().partitionsIn(Topology.load().region("ap"))) {
            retention.minutes(partition);
        }
    }

    /** Ten that are old enough, each with a part; two that are not. @return those that stay */
    private List<UUID> family(Country country, Instant now) {
        for (int i = 0; i < 10; i++) {
            Instant old = now.minus(Duration.ofDays(40 + i));
            part(country, add(country, old, null), old);
        }
        List<UUID> staying = new ArrayList<>();
        staying.add(add(country, now.minus(Duration.ofDays(20)), null));
        staying.add(add(country, now, null));
        part(country, staying.getLast(), now);
        return staying;
    }

    private UUID add(Country country, Instant at, @Nullable LocalDate day) {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO kept (id, country_code, at, day) VALUES (:id, :country, :at, :day)")
                .param("id", id)
                .param("country", country.code())
                .param("at", Timestamp.from(at))
                .param("day", day == null ? null : Date.valueOf(day))
                .update();
        return id;
    }

    private void part(Country country, UUID of, Instant at) {
        jdbc.sql("INSERT INTO kept_part (id, country_code, kept_id, at) VALUES (:id, :country, :of, :at)")
                .param("id", UUID.randomUUID())
                .param("country", country.code())
                .param("of", of)
                .param("at", Timestamp.from(at))
                .update();
    }

    private List<UUID> rows(Country country) {
        return jdbc.sql("SELECT id FROM kept WHERE country_code = :country ORDER BY at")
                .param("country", country.code())
                .query(UUID.class)
                .list();
    }

    private int count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE country_code = 'NZL'")
                .query(Integer.class)
                .single();
    }
}
