package org.meridian.sharing.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;

class CandidateTests {

    private static final Topology TOPOLOGY = Topology.load();
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @ParameterizedTest
    @CsvSource({"110101199003071234,**************1234", "L01X00T47,******T47", "A12345,****45", "ab,**"})
    void aMaskedNumberShowsFourCharactersAtMostAndNeverMoreThanAThird(String number, String masked) {
        assertThat(Candidate.masked(number)).isEqualTo(masked);
    }

    @Test
    void withoutAReferenceTheMaskedNumberIsOne() throws Candidate.Rejected {
        Candidate candidate = candidate(Map.of());
        assertThat(candidate.reference()).isEqualTo("******T47");
        assertThat(candidate.country()).isEqualTo(Country.of("DEU"));
        assertThat(candidate(Map.of("reference", "17", "country", "TWN")).country())
                .isEqualTo(Country.of("TWN"));
    }

    @ParameterizedTest
    @CsvSource({
        "nationalId,'',nationalId is missing",
        "type,'',type is missing",
        "type,<b>,'type is not 1 to 40 letters, digits, spaces, hyphens or underscores'",
        "expiresOn,31.01.2030,expiresOn is no date of the form YYYY-MM-DD",
        "expiresOn,2026-02-30,expiresOn is no date of the form YYYY-MM-DD",
        "expiresOn,2026-02-28,expiresOn lies in the past",
        "country,XXX,no region serves this country",
        "reference,No L01X00T47,reference must not repeat the nationalId"
    })
    void whatIsWrongIsSaidWithoutTheValue(String column, String value, String reason) {
        assertThatThrownBy(() -> candidate(Map.of(column, value)))
                .isInstanceOf(Candidate.Rejected.class)
                .hasMessage(reason);
    }

    private static Candidate candidate(Map<String, String> changes) throws Candidate.Rejected {
        Map<String, String> values =
                new HashMap<>(Map.of("nationalId", "L01X00T47", "type", "STAFF", "expiresOn", "2026-03-01"));
        values.putAll(changes);
        values.values().removeIf(String::isEmpty);
        return Candidate.of(new RosterLine.Values(2, values), Country.of("DEU"), TOPOLOGY, TODAY);
    }
}
