package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.TimeZones;
import org.meridian.platform.test.DocumentedRetention;
import org.meridian.platform.test.RetentionRuns;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Point 6, in a country that no other test uses. */
class RetentionIT extends CheckinTestBase {

    private static final Country LVA = Country.of("LVA");

    @Autowired
    private ApplicationContext service;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void point6WhatIsDocumentedBindsAndEveryTableIsDecidedOn() {
        DocumentedRetention.assertIsTrueOf("checkin", RetentionRuns.rules(service));
        DocumentedRetention.assertDecidesOnEveryTable(jdbc);
    }

    @Test
    void point6ACheckInIsThereForTwentyEightDaysAndGoneTheDayAfter() {
        ZoneId zone = TimeZones.of(LVA);
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        add(today.minusDays(28).atStartOfDay(zone).toInstant());
        add(today.minusDays(28).atStartOfDay(zone).toInstant().minusMillis(1));
        add(today.minusDays(60).atStartOfDay(zone).toInstant());
        add(clock.instant());
        RetentionRuns.day(service, LVA);
        assertThat(jdbc.sql("SELECT count(*) FROM check_in WHERE country_code = 'LVA'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void point6ARuleThatLooksBackLongerThanResultsAreKeptIsRefused() {
        for (String window : new String[] {"positiveFor", "testWindow"}) {
            assertThatThrownBy(() -> new org.meridian.checkin.healthcode.RuleSet(
                            1,
                            Instant.EPOCH,
                            java.time.Duration.ofDays(window.equals("testWindow") ? 61 : 3),
                            java.time.Duration.ofDays(window.equals("positiveFor") ? 61 : 14),
                            "the office"))
                    .hasMessageContaining("60d");
        }
    }

    private void add(Instant at) {
        jdbc.sql("""
                        INSERT INTO check_in (id, country_code, place_id, resident_id, resident_country, checked_in_at,
                                              received_at)
                        VALUES (:id, 'LVA', :id, :id, 'LVA', :at, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("at", Timestamp.from(at))
                .update();
    }
}
