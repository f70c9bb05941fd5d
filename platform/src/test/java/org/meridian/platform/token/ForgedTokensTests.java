package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.ForgedTokens;
import org.meridian.platform.test.ForgedTokens.Forged;
import org.meridian.platform.test.TestTokens;

class ForgedTokensTests {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Caller RESIDENT = aResident();

    /** Made once: they take hundreds of keys. */
    private static final List<Forged> FORGED = ForgedTokens.of(TestTokens.keys(), RESIDENT, CLOCK);

    /** Each time another one, which remembers nothing of what went before. */
    private final TokenVerifier verifier = new TokenVerifier(TestTokens.keys(), CLOCK);

    @Test
    void point2TheGenuineTokenOfTheSameCallerIsTaken() throws Exception {
        assertThat(verifier.verify(TestTokens.token(RESIDENT)).roles()).isEqualTo(RESIDENT.roles());
    }

    @ParameterizedTest
    @MethodSource("forged")
    void point2EveryForgedTokenIsRefused(Forged forged) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .as(forged.what())
                .isThrownBy(() -> verifier.verify(forged.token()));
    }

    @Test
    void point2ThereAreMoreThanSixtyOfThemAndNoTwoAreTheSame() {
        List<Forged> all = FORGED;
        assertThat(all).hasSizeGreaterThan(250);
        assertThat(all).extracting(Forged::what).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(Forged::token)
                .doesNotHaveDuplicates()
                .allMatch(token ->
                        token.length() <= 6000 && token.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127)));
    }

    @Test
    void point2LettersThatOnlyLookAlikeAreRefused() {
        String genuine = TestTokens.token(RESIDENT);
        for (String bad : List.of(
                genuine.replaceFirst("e", "\u0435"),
                genuine + "\u0000",
                genuine + "\n",
                "\n" + genuine,
                genuine.replaceFirst("\\.", "\u2024"),
                genuine.substring(0, 90) + "\u00e9" + genuine.substring(91),
                "A".repeat(1 << 20),
                genuine + ".".repeat(1 << 20))) {
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verifier.verify(bad));
        }
    }

    static Stream<Forged> forged() {
        return FORGED.stream();
    }

    private static Caller aResident() {
        ResidentId id = TestTokens.aResident("DEU");
        return new Caller(
                id.toString(),
                id.country(),
                Set.of(Role.RESIDENT),
                null,
                null,
                null,
                CLOCK.instant().plus(Duration.ofHours(1)));
    }
}
