package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.token.VouchedRegion.assertRefused;
import static org.meridian.platform.token.VouchedRegion.opens;
import static org.meridian.platform.token.VouchedRegion.unsigned;

import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Topology;

/** What a vouch opens, to whoever has the secret, and what it does not. */
class VouchTests extends VouchFixture {

    private static final Topology TOPOLOGY = Topology.load();

    @Test
    void aVouchSparesTheSignatureAndNothingElse() throws Exception {
        String token = region.token("DEU", Role.RESIDENT);
        assertThat(service.verify(token, gateway.of(token)).roles()).containsExactly(Role.RESIDENT);
        assertThat(service.vouched()).isOne();
        assertThat(service.signatures()).isZero();
        assertThat(service.verify(token, gateway.of(token)).roles()).containsExactly(Role.RESIDENT);
        assertThat(service.vouched()).as("remembered").isOne();
    }

    @Test
    void withoutOrWithAWrongVouchTheSignatureIsCheckedAndTheWrongOneCounted() throws Exception {
        String token = region.token("DEU", Role.RESIDENT);
        service.verify(token, null);
        String other = region.token("DEU", Role.RESIDENT);
        service.verify(other, gateway.of(token));
        assertThat(service.signatures()).isEqualTo(2);
        assertThat(service.wrongVouches()).isOne();
    }

    @Test
    void whoeverHasNoSecretTakesNobodysWord() throws Exception {
        TokenVerifier alone = new TokenVerifier(region.keys, TOPOLOGY, region.clock);
        String token = region.token("DEU", Role.RESIDENT);
        assertThat(alone.verify(token, gateway.of(token)).roles()).containsExactly(Role.RESIDENT);
        assertThat(alone.signatures()).isOne();
        assertThat(alone.vouched()).isZero();
        String forged = unsigned(token);
        assertRefused(alone, forged, gateway.of(forged));
    }

    @Test
    void whatWasCheckedIsRememberedWhateverComesWithItLater() throws Exception {
        String token = region.token("DEU", Role.RESIDENT);
        for (@Nullable String vouch : new @Nullable String[] {null, gateway.of(token), "bent", null}) {
            service.verify(token, vouch);
        }
        assertThat(service.signatures()).isOne();
        assertThat(service.vouched()).isZero();
    }

    @Test
    void whatWasTakenOnAVouchIsNotTakenWithoutIt() {
        String forged = unsigned(region.token("DEU", Role.RESIDENT));
        String stolen = Objects.requireNonNull(gateway.of(forged));
        assertThat(opens(service, forged, stolen)).isTrue();
        assertRefused(service, forged, null);
        assertRefused(service, forged, stolen.substring(1));
        assertRefused(service, forged, "1." + "A".repeat(43));
    }

    @ParameterizedTest
    @MethodSource("bent")
    void aBentVouchOpensNothing(UnaryOperator<String> bend) {
        String forged = unsigned(region.token("DEU", Role.RESIDENT));
        String bent = bend.apply(gateway.of(forged));
        assertThat(bent).isNotEqualTo(gateway.of(forged));
        assertRefused(service, forged, bent);
        assertThat(service.wrongVouches()).isOne();
    }

    static Stream<UnaryOperator<String>> bent() {
        return Stream.of(
                v -> "",
                v -> ".",
                v -> v.substring(0, v.length() - 1),
                v -> v.substring(0, 12),
                v -> v.substring(v.indexOf('.') + 1),
                v -> v + "=",
                v -> v + " ",
                v -> " " + v,
                v -> v + "," + v,
                v -> "0" + v,
                v -> "+" + v,
                v -> "2" + v.substring(1),
                v -> "-1" + v.substring(1),
                v -> "vouch-eu." + v,
                v -> v.substring(0, 5) + (v.charAt(5) == 'A' ? 'B' : 'A') + v.substring(6),
                // the same bytes, written in another way: the last character has two bits that mean nothing
                v -> v.substring(0, v.length() - 1) + (char) (v.charAt(v.length() - 1) + 1),
                v -> v.toLowerCase(java.util.Locale.ROOT),
                v -> v.replace(v.charAt(3), '\u0131'),
                v -> "1." + "A".repeat(43),
                v -> "A".repeat(1 << 16));
    }

    @Test
    void aVouchIsForItsOwnTokenAlone() {
        String seen = region.token("DEU", Role.RESIDENT);
        String forged = unsigned(region.token("DEU", Role.RESIDENT));
        assertRefused(service, forged, gateway.of(seen));
        // nor for the same claims with another signature, or with something behind
        assertRefused(service, unsigned(seen), gateway.of(seen));
        assertRefused(service, seen + "A", gateway.of(seen));
        assertRefused(service, seen.substring(0, seen.length() - 1), gateway.of(seen));
    }

    @Test
    void aVouchIsGoodInItsOwnRegionAlone() {
        String forged = unsigned(region.token("DEU", Role.RESIDENT));
        assertRefused(region.serviceOf("us"), forged, gateway.of(forged));
        String american = unsigned(region.token("USA", Role.RESIDENT));
        assertRefused(region.serviceOf("us"), american, gateway.of(american));
    }

    @Test
    void foreignersAreCheckedInFullAlsoWhenTheGatewayVouches() throws Exception {
        String forged = unsigned(region.token("USA", Role.RESIDENT));
        assertRefused(service, forged, gateway.of(forged));
        String genuine = region.token("USA", Role.RESIDENT);
        service.verify(genuine, gateway.of(genuine));
        assertThat(service.signatures()).isOne();
        assertThat(service.vouched()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RESIDENT", "SAMPLER", "TESTER"})
    void nobodyIsMadeAnOfficialOrAServiceByAVouch(Role role) {
        String forged =
                unsigned(role == Role.SERVICE ? region.serviceToken() : region.token("DEU", Role.RESIDENT, role));
        assertRefused(service, forged, gateway.of(forged));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "from the future", "foreign audience", "foreign issuer", "another's country"})
    void whatIsWrongWithTheClaimsStaysWrong(String what) {
        String payload = switch (what) {
            case "expired" -> region.payload("DEU", "meridian", "meridian", -60, -7);
            case "from the future" -> region.payload("DEU", "meridian", "meridian", 60, 120);
            case "foreign audience" -> region.payload("DEU", "meridian", "elsewhere", 0, 60);
            case "foreign issuer" -> region.payload("DEU", "meridian-services", "meridian", 0, 60);
            default -> region.payload("USA", "meridian", "meridian", 0, 60); // signed by eu, for one of us
        };
        TokenIssuer issuer = new TokenIssuer(region.keys, "registration-eu", region.clock);
        String header = Tokens.header(new KeyId("registration-eu", 1));
        String signed = header + "." + Tokens.base64(payload);
        String token = signed + "." + Tokens.base64(issuer.signBytes(Tokens.ascii(signed)));
        assertRefused(service, token, gateway.of(token));
        assertRefused(service, token, null);
    }

    @Test
    void aSealForOnePurposeIsNoneForAnother() {
        String token = region.token("DEU", Role.RESIDENT);
        byte[] message = Tokens.ascii(token);
        String seal = Objects.requireNonNull(gateway.seal("frame", message));
        assertThat(gateway.isSealed("frame", message, seal)).isTrue();
        assertThat(gateway.isSealed("vouch", message, seal)).isFalse();
        assertThat(gateway.isFor(token, seal)).isFalse();
        assertThat(new Vouch(region.keys, "us", region.clock).isSealed("frame", message, seal))
                .isFalse();
    }
}
