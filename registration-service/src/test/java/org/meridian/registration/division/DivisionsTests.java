package org.meridian.registration.division;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;

class DivisionsTests {

    private static final Country CHINA = Country.of("CHN");
    private final Divisions divisions = new Divisions();

    @Test
    void chinaHasFourLevels() {
        assertThat(below("CHN", null)).hasSize(31).contains(new Division("11", "北京市", 1, null));
        assertThat(below("CHN", "11")).contains(new Division("1101", "市辖区", 2, "11"));
        assertThat(below("CHN", "1101")).contains(new Division("110105", "朝阳区", 3, "1101"));
        assertThat(below("CHN", "110105")).hasSizeGreaterThan(30).allSatisfy(street -> {
            assertThat(street.level()).isEqualTo(4);
            assertThat(street.parent()).isEqualTo("110105");
        });
        assertThat(below("CHN", "110101001")).isEmpty();
    }

    @Test
    void everyChineseDivisionCanBeReachedFromTheTop() {
        int[] levels = new int[5];
        count(below("CHN", null), levels);
        assertThat(levels).containsExactly(0, 31, 342, 2978, 41352);
    }

    private void count(List<Division> found, int[] levels) {
        for (Division division : found) {
            levels[division.level()]++;
            count(below("CHN", division.code()), levels);
        }
    }

    @Test
    void otherCountriesHaveIso3166() {
        assertThat(below("DEU", null)).hasSize(16).contains(new Division("DE-BE", "Berlin", 1, null));
        assertThat(below("USA", null)).extracting(Division::code).contains("US-CA", "US-DC");
        assertThat(below("TWN", null)).extracting(Division::code).contains("TW-TPE");
        assertThat(below("FRA", "FR-ARA"))
                .isNotEmpty()
                .allSatisfy(d -> assertThat(d.level()).isEqualTo(2));
    }

    @Test
    void aDivisionIsOfItsCountryOnly() {
        assertThat(divisions.exists(CHINA, "110105")).isTrue();
        assertThat(divisions.exists(Country.of("DEU"), "110105")).isFalse();
        assertThat(divisions.exists(Country.of("DEU"), "US-CA")).isFalse();
        assertThat(divisions.exists(CHINA, "999999")).isFalse();
        assertThat(divisions.below(CHINA, "999999")).isEmpty();
    }

    private List<Division> below(String country, @org.jspecify.annotations.Nullable String parent) {
        return divisions.below(Country.of(country), parent).orElseThrow();
    }
}
