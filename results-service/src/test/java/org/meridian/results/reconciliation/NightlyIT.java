package org.meridian.results.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.results.reconciliation.FakeCheckin.Mood;
import org.springframework.beans.factory.annotation.Autowired;

class NightlyIT extends ReconciliationFixture {

    @Autowired
    Nightly nightly;

    @Autowired
    Topology topology;

    @Autowired
    Region home;

    private long reports(LocalDate night, String condition) {
        return jdbc.sql("SELECT count(*) FROM reconciliation_eu WHERE night = ? AND " + condition)
                .param(night)
                .query(Long.class)
                .single();
    }

    @Test
    void point5EveryCountryIsReconciledOnceANightHoweverManyInstancesThereAre() {
        LocalDate night = LocalDate.of(2001, 1, 1);
        CHECKIN_SIDE.is(Mood.LOSES);
        ResidentId lost = TestTokens.aResident("MLT");
        result(lost, "POSITIVE", Duration.ofHours(2));
        delivered("MLT");
        CHECKIN_SIDE.is(Mood.TAKES);
        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3; i++) {
                instances.execute(() -> nightly.reconcile(night));
            }
        }
        long countries = topology.partitionsIn(home).stream()
                .mapToLong(partition -> partition.countries().size())
                .sum();
        assertThat(reports(night, "finished_at IS NOT NULL AND problem IS NULL AND cause = 'NIGHTLY'"))
                .isEqualTo(countries);
        assertThat(reports(night, "true")).isEqualTo(countries);
        assertThat(reports(night, "country_code = 'MLT' AND missing = 1 AND repaired = 1"))
                .isEqualTo(1);
        delivered("MLT");
        knowsResult(lost, 2, "POSITIVE");
        nightly.reconcile(night);
        assertThat(reports(night, "true")).isEqualTo(countries);
    }

    @Test
    void point5WhatADeadInstanceLeftIsBegunAnew() {
        LocalDate night = LocalDate.of(2001, 2, 2);
        String left = """
                INSERT INTO results.reconciliation_eu (id, country_code, cause, night, worker, heard_at, started_at,
                       compared, missing, different, ahead, tubes, repaired)
                VALUES (gen_random_uuid(), ?, 'NIGHTLY', ?, gen_random_uuid(), now() - CAST(? AS interval), now(),
                       5, 0, 0, 0, 0, 0)
                """;
        tamper(left, "NLD", night, "6 minutes");
        tamper(left, "NOR", night, "1 minute");
        nightly.reconcile(night);
        assertThat(reports(night, "country_code = 'NLD' AND finished_at IS NOT NULL AND compared = 0"))
                .isEqualTo(1);
        assertThat(reports(night, "country_code = 'NOR' AND finished_at IS NULL AND compared = 5"))
                .isEqualTo(1);
    }
}
