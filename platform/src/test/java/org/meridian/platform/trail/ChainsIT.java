package org.meridian.platform.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.audit.cut.Cut;
import org.meridian.platform.audit.verify.Finding.Kind;
import org.meridian.platform.audit.verify.Report;

/** Point 9: what honest work leaves behind verifies, whatever happens while it is done. */
class ChainsIT {

    private static final Trails TRAILS = new Trails("registration");

    @BeforeAll
    static void start() {
        Trails.REGIONS.forEach(TRAILS::start);
    }

    @AfterAll
    static void stop() {
        TRAILS.close();
    }

    @Test
    void point9ConcurrentWritersOfSeveralCountriesLeaveChainsWithoutAGap() throws Exception {
        List<Country> countries = List.of(Country.of("ITA"), Country.of("JPN"), Country.of("CAN"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                Country country = countries.get(i % 3);
                threads.execute(() -> TRAILS.act(country, 50));
            }
        }
        assertVerifies(countries, 200);
    }

    @Test
    void point9AnEntryThatIsCommittedLateIsNotLeftOut() throws Exception {
        Country country = Country.of("ESP");
        CompletableFuture<Boolean> hold = new CompletableFuture<>();
        CountDownLatch written = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> late = threads.submit(() -> TRAILS.bean("eu", CountryTransactions.class)
                    .run(country, () -> {
                        TRAILS.bean("eu", Audit.class).record(country, "thing.done", "somebody", "the-late-one", "");
                        written.countDown();
                        hold.join();
                    }));
            written.await();
            TRAILS.act(country, 5);
            await().atMost(Duration.ofSeconds(60)).until(() -> links(country) == 5);
            hold.complete(true);
            late.get();
        }
        assertVerifies(List.of(country), 6);
    }

    @Test
    void point9AStandInOfAnotherRegionWritesWhatTheHomeRegionSeals() {
        Country country = Country.of("PRT");
        TRAILS.act("ap", country, "from-afar");
        assertVerifies(List.of(country), 1);
    }

    @Test
    void point9TwoInstancesThatSealAtOnceLeaveOneChain() throws Exception {
        Country country = Country.of("GRC");
        try (var twin = TRAILS.twin("eu");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> TRAILS.act(country, 25));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> links(country) == 200 && twin.isRunning());
        }
        assertVerifies(List.of(country), 200);
    }

    @Test
    void point9ARegionThatWasDownWitnessesWhatItMissed() {
        Country country = Country.of("POL");
        TRAILS.stop("us");
        TRAILS.act(country, 3);
        await().atMost(Duration.ofSeconds(60)).until(() -> receipts(country, "ap") > 0);
        assertThat(receipts(country, "us")).isZero();
        TRAILS.start("us");
        assertVerifies(List.of(country), 3);
        assertThat(receipts(country, "us")).isEqualTo(receipts(country, "ap"));
    }

    @Test
    void point9ASealerThatDiesAtAnyStepGoesOnFromWhatIsThere() {
        Country country = Country.of("NLD");
        for (String step : List.of(
                "SELECT seq, sealed_at",
                "INSERT INTO audit_link",
                "DELETE FROM audit_pending",
                "INSERT INTO audit_checkpoint",
                "INSERT INTO audit_witness",
                "INSERT INTO audit_receipt")) {
            Trails.REGIONS.forEach(region -> TRAILS.bean(region, Deaths.class).before(step));
            TRAILS.act(country, 2);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Trails.REGIONS.stream()
                            .anyMatch(
                                    region -> TRAILS.bean(region, Deaths.class).isDone()));
            await().atMost(Duration.ofSeconds(60)).until(() -> TRAILS.isWitnessed(country));
        }
        assertVerifies(List.of(country), 12);
    }

    @Test
    void point9WhatIsOldEnoughIsCutOffAfterTheChainHasToldSoAndTheRestVerifies() throws Exception {
        Country country = Country.of("BEL");
        TRAILS.act(country, 70);
        assertVerifies(List.of(country), 70);
        assertThat(TRAILS.cut(country, Duration.ofDays(6 * 365)).due()).isEmpty();
        assertThat(TRAILS.toBeCut(country, Duration.ofDays(6 * 365))).isEmpty();
        assertThat(TRAILS.toBeCut(country, Duration.ZERO)).contains(country);
        Cut cut = TRAILS.cut(country, Duration.ZERO);
        long last = cut.due().orElseThrow();
        assertThat(last).isEqualTo(70);
        assertThatThrownBy(() -> cut.remove(last)).isInstanceOf(IllegalStateException.class);
        cut.announce(last);
        cut.announce(last); // by an operator who was interrupted
        await().atMost(Duration.ofSeconds(60)).until(() -> cut.isAnnounced(last));
        assertThat(cut.remove(last)).isEqualTo(70);
        TRAILS.act(country, 5);
        await().atMost(Duration.ofSeconds(60)).until(() -> links(country) == 6 && TRAILS.isWitnessedTo(country, 76));
        Report report = TRAILS.verify(List.of(country), Duration.ZERO);
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(6);
        assertThat(TRAILS.verify(List.of(country)).findings())
                .as("before its time")
                .anyMatch(finding -> finding.kind() == Kind.DELETED);
    }

    private static void assertVerifies(List<Country> countries, long each) {
        for (Country country : countries) {
            await().atMost(Duration.ofSeconds(60)).until(() -> TRAILS.isWitnessed(country));
        }
        Report report = TRAILS.verify(countries);
        assertThat(report.findings()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.chains())
                .hasSize(countries.size())
                .allSatisfy(line -> assertThat(line.entries()).isEqualTo(each))
                .allSatisfy(line -> assertThat(line.witnessed()).isEqualTo(each));
    }

    private static long links(Country country) {
        return TRAILS.owner("eu")
                .sql("SELECT count(*) FROM " + TRAILS.table("audit_link", country) + " WHERE country_code = :country")
                .param("country", country.code())
                .query(Long.class)
                .single();
    }

    private static long receipts(Country country, String region) {
        return TRAILS.owner("eu")
                .sql("SELECT count(*) FROM " + TRAILS.table("audit_receipt", country)
                        + " WHERE country_code = :country AND region = :region")
                .param("country", country.code())
                .param("region", region)
                .query(Long.class)
                .single();
    }
}
