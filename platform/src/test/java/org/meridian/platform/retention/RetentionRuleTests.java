package org.meridian.platform.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.TimeZones;
import org.meridian.db.topology.Topology;
import org.meridian.platform.retention.RetentionRule.Counted;

/** Point 6: the day on which something goes. */
class RetentionRuleTests {

    /** In a year and a bit every zone has changed its clock both ways, if it does at all. */
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private static final int DAYS = 400;

    @ParameterizedTest
    @ValueSource(ints = {1, 28})
    void point6InEveryCountrysZoneADaysRowsAreKeptOnDayNAndGoOnDayNPlusOne(int n) {
        Map<ZoneRules, Country> byRules = new HashMap<>(); // one country each is enough
        for (Partition partition : Topology.load().partitions()) {
            partition
                    .countries()
                    .forEach(country -> byRules.put(TimeZones.of(country).getRules(), country));
        }
        assertThat(byRules).hasSizeGreaterThan(40);
        for (Country country : byRules.values()) {
            ZoneId zone = TimeZones.of(country);
            for (LocalDate day = FIRST; day.isBefore(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
                for (Instant row : List.of(first(day, zone), last(day, zone))) {
                    assertThat(goes(row, n, last(day.plusDays(n - 1), zone), zone))
                            .isFalse();
                    assertThat(goes(row, n, first(day.plusDays(n), zone), zone)).isFalse();
                    assertThat(goes(row, n, last(day.plusDays(n), zone), zone)).isFalse();
                    assertThat(goes(row, n, first(day.plusDays(n + 1), zone), zone))
                            .as("a row of %s in %s on day %d", day, country, n + 1)
                            .isTrue();
                }
            }
        }
    }

    /** Cuba and Lebanon change their clocks at midnight: a day begins at one, or has twenty-five hours. */
    @ParameterizedTest
    @CsvSource({
        "America/Havana, 2026-03-08, 2026-03-08T05:00:00Z",
        "Asia/Beirut, 2026-03-29, 2026-03-28T22:00:00Z",
        "Pacific/Auckland, 2026-04-06, 2026-04-05T12:00:00Z",
        "Pacific/Honolulu, 2026-07-01, 2026-07-01T10:00:00Z",
        "Pacific/Tongatapu, 2026-07-01, 2026-06-30T11:00:00Z"
    })
    void point6WhereADayBeginsIsTheZonesMatter(ZoneId zone, LocalDate begins, Instant expected) {
        Clock noon = Clock.fixed(begins.plusDays(28).atTime(12, 0).atZone(zone).toInstant(), ZoneOffset.UTC);
        Before before = RetentionRule.before(Counted.DAYS, Duration.ofDays(28), zone, noon);
        assertThat(before).isEqualTo(new Before(expected, begins));
    }

    @Test
    void point6WhatIsKeptForMinutesGoesToTheInstant() {
        Instant now = Instant.parse("2026-03-29T01:00:00Z");
        Before before = RetentionRule.before(
                Counted.TIME, Duration.ofMinutes(10), ZoneId.of("Europe/Berlin"), Clock.fixed(now, ZoneOffset.UTC));
        assertThat(before.instant()).isEqualTo(Instant.parse("2026-03-29T00:50:00Z"));
    }

    @Test
    void aRuleOfDaysTakesNoHours() {
        assertThatThrownBy(() -> RetentionRule.check("x", Counted.DAYS, Duration.ofHours(36), Duration.ZERO))
                .hasMessageContaining("36h");
    }

    private static boolean goes(Instant row, int n, Instant now, ZoneId zone) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return row.isBefore(RetentionRule.before(Counted.DAYS, Duration.ofDays(n), zone, clock)
                .instant());
    }

    private static Instant first(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant last(LocalDate day, ZoneId zone) {
        return first(day.plusDays(1), zone).minus(1, ChronoUnit.MICROS);
    }
}
