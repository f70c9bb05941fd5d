package org.meridian.db.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Point 6: a country's days are its own. */
class TimeZonesTests {

    private static final Path TZDATA = Path.of("/usr/share/zoneinfo/zone.tab");
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void point6EveryCountryHasAZone() {
        assertThat(Locale.getISOCountries(IsoCountryCode.PART1_ALPHA3))
                .allSatisfy(code -> assertThat(TimeZones.of(Country.of(code))).isNotNull());
        assertThat(Topology.load().partitions().stream().flatMap(p -> p.countries().stream()))
                .allSatisfy(country -> assertThat(TimeZones.of(country)).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "DEU,Europe/Berlin",
        "TWN,Asia/Taipei",
        "JPN,Asia/Tokyo",
        "IND,Asia/Kolkata",
        "USA,Pacific/Honolulu",
        "NZL,Pacific/Auckland",
        "TON,Pacific/Tongatapu",
        "CHL,Pacific/Easter",
        "PRT,Atlantic/Azores"
    })
    void point6ACountryOfSeveralZonesHasTheOneInWhichADayEndsLast(String country, String zone) {
        assertThat(TimeZones.of(Country.of(country))).isEqualTo(ZoneId.of(zone));
    }

    @Test
    @EnabledIf("hasTzdata") // a check of our file against the system's, where it has one
    void point6NoZoneOfACountryIsBehindItsOwn() throws IOException {
        List<String[]> zones;
        try (Stream<String> lines = Files.lines(TZDATA)) {
            zones = lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        }
        assertThat(zones).hasSizeGreaterThan(300).allSatisfy(fields -> {
            Country country = Country.of(Locale.of("", fields[0]).getISO3Country());
            ZoneId other = ZoneId.of(fields[2]);
            for (int hours = 0; hours < 400 * 24; hours += 6) {
                Instant moment = FROM.plus(Duration.ofHours(hours));
                assertThat(offset(TimeZones.of(country), moment))
                        .as("%s, %s", country, other)
                        .isLessThanOrEqualTo(offset(other, moment));
            }
        });
    }

    static boolean hasTzdata() {
        return Files.exists(TZDATA);
    }

    private static int offset(ZoneId zone, Instant moment) {
        return zone.getRules().getOffset(moment).getTotalSeconds();
    }
}
