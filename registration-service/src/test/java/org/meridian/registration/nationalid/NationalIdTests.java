package org.meridian.registration.nationalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.registration.test.NationalIds;

class NationalIdTests {

    private static final LocalDate TODAY = LocalDate.of(2024, 5, 1);
    private static final int SAMPLES = 300;

    @ParameterizedTest
    @CsvSource({
        "CHN_RESIDENT_ID, 11010519491231002X", // the example of GB 11643 itself
        "CHN_RESIDENT_ID, 11010519491231002x",
        "CHN_RESIDENT_ID, 440524188001010014", // its second example
        "TWN_ID, A123456789",
        "TWN_ID, F131104093",
        "DEU_ID_CARD, T220001293", // the specimen card
        "DEU_ID_CARD, L01X00T471",
        "USA_SSN, 123-45-6789",
        "USA_SSN, 899999999",
        "PASSPORT, C01X00T47",
        "PASSPORT, 123456",
        "PASSPORT, ABCDEFGHIJKL",
    })
    void knownNumbersAreTaken(NationalIdScheme scheme, String number) {
        assertThat(fault(scheme, number)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CHN_RESIDENT_ID, 110105194912310021", // check character
        "CHN_RESIDENT_ID, 11010519491231002",
        "CHN_RESIDENT_ID, 1101051949123100X2",
        "CHN_RESIDENT_ID, 990105194912310028",
        "TWN_ID, A123456788",
        "TWN_ID, A323456789",
        "TWN_ID, 1123456789",
        "DEU_ID_CARD, T220001294",
        "DEU_ID_CARD, T22000129",
        "DEU_ID_CARD, T22000129X",
        "USA_SSN, 000-12-3456",
        "USA_SSN, 666-12-3456",
        "USA_SSN, 900-12-3456",
        "USA_SSN, 123-00-4567",
        "USA_SSN, 123-45-0000",
        "USA_SSN, 078-05-1120",
        "USA_SSN, 12345678",
        "PASSPORT, 12345",
        "PASSPORT, ABCDEFGHIJKLM",
        "PASSPORT, ABCÄ123",
    })
    void wrongNumbersAreRefused(NationalIdScheme scheme, String number) {
        assertThat(fault(scheme, number)).isNotEmpty();
    }

    static Stream<NationalIdScheme> withCheckDigit() {
        return Stream.of(NationalIdScheme.CHN_RESIDENT_ID, NationalIdScheme.TWN_ID, NationalIdScheme.DEU_ID_CARD);
    }

    @ParameterizedTest
    @MethodSource("withCheckDigit")
    void everyGeneratedNumberIsTakenAndNoneWithOneDigitOff(NationalIdScheme scheme) {
        NationalIds ids = new NationalIds(7);
        for (int n = 0; n < SAMPLES; n++) {
            String number = generated(ids, scheme);
            assertThat(fault(scheme, number)).as(number).isEmpty();
            for (int at = 0; at < number.length(); at++) {
                char c = number.charAt(at);
                if (!Character.isDigit(c)) {
                    continue;
                }
                String off = number.substring(0, at) + (char) ('0' + (c - '0' + 1) % 10) + number.substring(at + 1);
                assertThat(fault(scheme, off)).as(off).isNotEmpty();
            }
        }
    }

    @Test
    void theChineseCheckFindsEveryTransposition() {
        NationalIds ids = new NationalIds(8);
        for (int n = 0; n < SAMPLES; n++) {
            String number = ids.chinese();
            for (int at = 0; at < 16; at++) {
                if (number.charAt(at) != number.charAt(at + 1)) {
                    String swapped = swap(number, at);
                    assertThat(fault(NationalIdScheme.CHN_RESIDENT_ID, swapped))
                            .as(swapped)
                            .isNotEmpty();
                }
            }
        }
    }

    /** Weights 7-3-1 miss a swap of two values that are a multiple of five apart, one in five or so of letters. */
    @ParameterizedTest
    @MethodSource("withCheckDigit")
    void mostTranspositionsAreFound(NationalIdScheme scheme) {
        NationalIds ids = new NationalIds(9);
        int swaps = 0;
        int found = 0;
        for (int n = 0; n < SAMPLES; n++) {
            String number = generated(ids, scheme);
            for (int at = 2; at < number.length() - 1; at++) {
                if (number.charAt(at) != number.charAt(at + 1)) {
                    swaps++;
                    found += fault(scheme, swap(number, at)).isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat((double) found / swaps).isGreaterThan(0.75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"19491301", "19490230", "20240502", "18000101", "00000000"})
    void aChineseIdNeedsADateOfBirthThatWas(String date) {
        String body = "110105" + date + "002";
        String number = body + ChineseResidentId.checkCharacter(body + "0");
        assertThat(fault(NationalIdScheme.CHN_RESIDENT_ID, number)).contains("date of birth");
    }

    @Test
    void generatedSocialSecurityNumbersAreTaken() {
        NationalIds ids = new NationalIds(10);
        for (int n = 0; n < SAMPLES; n++) {
            assertThat(fault(NationalIdScheme.USA_SSN, ids.american())).isEmpty();
        }
    }

    @Test
    void aSchemeIsTakenInItsCountryOnly() {
        assertThatThrownBy(() -> NationalId.of(Country.of("USA"), NationalIdScheme.TWN_ID, "A123456789", TODAY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.toProblem(null).errors().getFirst().pointer())
                                .isEqualTo("/nationalId/scheme"));
        assertThat(NationalId.of(Country.of("FRA"), NationalIdScheme.PASSPORT, "c01x00t47", TODAY)
                        .number())
                .isEqualTo("C01X00T47");
    }

    @Test
    void aNumberWithoutASchemeIsReadByItsShape() {
        Country taiwan = Country.of("TWN");
        assertThat(NationalId.read(taiwan, "A123456789", TODAY))
                .isEqualTo(new NationalId.Read(new NationalId(NationalIdScheme.TWN_ID, "A123456789")));
        assertThat(NationalId.read(taiwan, "A123456788", TODAY)).isInstanceOf(NationalId.Unreadable.class);
        assertThat(NationalId.read(taiwan, "C01X00T47", TODAY))
                .isEqualTo(new NationalId.Read(new NationalId(NationalIdScheme.PASSPORT, "C01X00T47")));
        assertThat(NationalId.read(taiwan, "?", TODAY)).isInstanceOf(NationalId.Unreadable.class);
    }

    @Test
    void itsTextSaysNothing() {
        assertThat(new NationalId(NationalIdScheme.TWN_ID, "A123456789").toString())
                .doesNotContain("123");
    }

    private static String generated(NationalIds ids, NationalIdScheme scheme) {
        return switch (scheme) {
            case CHN_RESIDENT_ID -> ids.chinese();
            case TWN_ID -> ids.taiwanese();
            case DEU_ID_CARD -> ids.german();
            case USA_SSN -> ids.american();
            case PASSPORT -> ids.passport();
        };
    }

    private static String swap(String number, int at) {
        return number.substring(0, at) + number.charAt(at + 1) + number.charAt(at) + number.substring(at + 2);
    }

    /** Empty when it is taken. */
    private static String fault(NationalIdScheme scheme, String number) {
        Country country = Country.of(
                scheme == NationalIdScheme.PASSPORT ? "FRA" : scheme.name().substring(0, 3));
        try {
            NationalId.of(country, scheme, number, TODAY);
            return "";
        } catch (ProblemException e) {
            assertThat(e.toProblem(null).errors().getFirst().pointer()).isEqualTo("/nationalId/number");
            return e.toProblem(null).errors().getFirst().detail();
        }
    }
}
