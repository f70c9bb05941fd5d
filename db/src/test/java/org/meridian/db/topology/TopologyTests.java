package org.meridian.db.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyTests {

    private final Topology topology = Topology.load();

    @Test
    void everyCountryOfIso3166IsServed() {
        assertThat(Locale.getISOCountries(IsoCountryCode.PART1_ALPHA3))
                .allSatisfy(code ->
                        assertThat(topology.serves(Country.of(code))).as(code).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"us,USA CAN MEX BRA", "eu,DEU FRA GBR ITA ESP NLD", "ap,TWN CHN JPN KOR SGP IND AUS"})
    void theRegionsServeTheirCountries(String region, String codes) {
        for (String code : codes.split(" ")) {
            assertThat(topology.regionOf(Country.of(code)).name()).as(code).isEqualTo(region);
        }
    }

    @Test
    void aCountryThatIsServedTwiceIsRefused() {
        assertThatThrownBy(() -> parse("[DEU, FRA]", "[FRA]", "")).hasMessage("country FRA is served twice");
    }

    @Test
    void aCountryThatIsNoneIsRefused() {
        assertThatThrownBy(() -> parse("[DEU, XXX]", "[USA]", "")).isInstanceOf(UnknownCountryException.class);
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThatThrownBy(() -> parse("[DEU]", "[USA]", ", colour: red")).hasMessageContaining("colour");
    }

    @Test
    void aCountryMayHaveAPartitionOfItsOwn() {
        Topology parsed = parse("[DEU, FRA]", "[USA]", ", ownPartition: [FRA]");
        assertThat(parsed.partitionOf(Country.of("FRA")).of("resident")).isEqualTo("resident_a_fra");
        assertThat(parsed.partitionOf(Country.of("DEU")).of("resident")).isEqualTo("resident_a");
    }

    @Test
    void theNearestRegionIsItself() {
        for (Region region : topology.regions()) {
            assertThat(topology.nearestTo(region)).first().isEqualTo(region);
        }
    }

    private static Topology parse(String a, String b, String more) {
        String place = "cloud: c, region: r, zones: [z], latitude: 0, longitude: 0, gateway: 'http://h'";
        String yaml = "replicationFactor: 1\nregions:\n  a: {" + place + ", countries: " + a + more + "}\n  b: {"
                + place + ", countries: " + b + "}\n";
        return Topology.parse(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
