package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.ForgedTokens;
import org.meridian.platform.test.ForgedTokens.Forged;
import org.meridian.platform.test.TestTokens;

/** What a vouch opens, to whoever has the secret, and what it does not. */
class VouchTests {

    private static final Topology TOPOLOGY = Topology.load();
    private static final Duration LEAD = Duration.ofMinutes(10);
    private static final String BENT_SIGNATURE = "A".repeat(86);

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private final IdGenerator ids = new IdGenerator(clock);
    private Path keys;
    private Vouch gateway;
    private TokenVerifier service;

    @BeforeEach
    void start() {
        keys = folder.resolve("keys");
        KeyFiles.ensure(keys, List.of("registration-eu", "registration-us", "sampling"));
        VouchKeys.ensure(keys, List.of("eu", "us"));
        gateway = new Vouch(keys, "eu", clock);
        service = serviceOf("eu");
    }

    @Test
    void aVouchSparesTheSignatureAndNothingElse() throws Exception {
        String token = token("DEU", Role.RESIDENT);
        assertThat(service.verify(token, gateway.of(token)).roles()).containsExactly(Role.RESIDENT);
        assertThat(service.vouched()).isOne();
        assertThat(service.signatures()).isZero();
        assertThat(service.verify(token, gateway.of(token)).roles()).containsExactly(Role.RESIDENT);
        assertThat(service.vouched()).as("remembered").isOne();
    }

    @Test
    void withoutOrWithAWrongVouchTheSignatureIsCheckedAndTheWrongOneCounted() throws Exception {
        String token = token("DEU", Role.RESIDENT);
        service.verify(token, null);
        String other = token("DEU", Role.RESIDENT);
        service.verify(other, gateway.of(token));
        assertThat(service.signatures()).isEqualTo(2);
        assertThat(service.wrongVouches()).isOne();
    }

    @Test
    void whoeverHasNoSecretTakesNobodysWord() throws Exception {
        TokenVerifier alone = new TokenVerifier(keys, TOPOLOGY, clock);
        String token = token("DEU", Role.RESIDENT);
        assertThat(alone.verify(token, gateway.of(token)).roles()).containsExactly(Role.RESIDENT);
        assertThat(alone.signatures()).isOne();
        assertThat(alone.vouched()).isZero();
        String forged = unsigned(token);
        assertRefused(alone, forged, gateway.of(forged));
    }

    @Test
    void whatWasCheckedIsRememberedWhateverComesWithItLater() throws Exception {
        String token = token("DEU", Role.RESIDENT);
        for (@Nullable String vouch : new @Nullable String[] {null, gateway.of(token), "bent", null}) {
            service.verify(token, vouch);
        }
        assertThat(service.signatures()).isOne();
        assertThat(service.vouched()).isZero();
    }

    @ParameterizedTest
    @MethodSource("bent")
    void aBentVouchOpensNothing(UnaryOperator<String> bend) {
        String forged = unsigned(token("DEU", Role.RESIDENT));
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
        String seen = token("DEU", Role.RESIDENT);
        String forged = unsigned(token("DEU", Role.RESIDENT));
        assertRefused(service, forged, gateway.of(seen));
        // nor for the same claims with another signature, or with something behind
        assertRefused(service, unsigned(seen), gateway.of(seen));
        assertRefused(service, seen + "A", gateway.of(seen));
        assertRefused(service, seen.substring(0, seen.length() - 1), gateway.of(seen));
    }

    @Test
    void aVouchIsGoodInItsOwnRegionAlone() {
        String forged = unsigned(token("DEU", Role.RESIDENT));
        assertRefused(serviceOf("us"), forged, gateway.of(forged));
        String american = unsigned(token("USA", Role.RESIDENT));
        assertRefused(serviceOf("us"), american, gateway.of(american));
    }

    @Test
    void foreignersAreCheckedInFullAlsoWhenTheGatewayVouches() throws Exception {
        String forged = unsigned(token("USA", Role.RESIDENT));
        assertRefused(service, forged, gateway.of(forged));
        String genuine = token("USA", Role.RESIDENT);
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
        String forged = unsigned(role == Role.SERVICE ? serviceToken() : token("DEU", Role.RESIDENT, role));
        assertRefused(service, forged, gateway.of(forged));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "from the future", "foreign audience", "foreign issuer", "another's country"})
    void whatIsWrongWithTheClaimsStaysWrong(String what) {
        String payload = switch (what) {
            case "expired" -> payload("DEU", "meridian", "meridian", -60, -7);
            case "from the future" -> payload("DEU", "meridian", "meridian", 60, 120);
            case "foreign audience" -> payload("DEU", "meridian", "elsewhere", 0, 60);
            case "foreign issuer" -> payload("DEU", "meridian-services", "meridian", 0, 60);
            default -> payload("USA", "meridian", "meridian", 0, 60); // signed by eu, for one of us
        };
        TokenIssuer issuer = new TokenIssuer(keys, "registration-eu", clock);
        String header = Tokens.header(new KeyId("registration-eu", 1));
        String signed = header + "." + Tokens.base64(payload);
        String token = signed + "." + Tokens.base64(issuer.signBytes(Tokens.ascii(signed)));
        assertRefused(service, token, gateway.of(token));
        assertRefused(service, token, null);
    }

    @Test
    void noneOfTheForgedTokensIsTakenOnAVouchThatOnlyLooksRight() {
        TokenVerifier home = verifierOf("eu");
        for (Forged forged : forged().toList()) {
            assertRefused(home, forged.token(), vouchOf("us").of(forged.token()));
            assertRefused(home, forged.token(), vouchOf("eu").of(forged.token() + "x"));
            assertRefused(home, forged.token(), "1." + "A".repeat(43));
        }
    }

    /** No gateway vouches for them; a thief of the secret could. All that it replaces is the signature. */
    @Test
    void onAStolenVouchOnlyThoseForgedTokensAreTakenOfWhichNothingButTheSignatureIsWrong() {
        TokenVerifier home = verifierOf("eu");
        Vouch stolen = vouchOf("eu");
        TokenIssuer genuine = new TokenIssuer(TestTokens.keys(), "registration-eu", Clock.systemUTC());
        List<Forged> taken = forged().filter(forged -> opens(home, forged.token(), stolen.of(forged.token())))
                .toList();
        assertThat(taken).hasSizeBetween(10, 40).allSatisfy(forged -> {
            String signed = forged.token().substring(0, forged.token().lastIndexOf('.'));
            assertThat(forged.token()).hasSize(signed.length() + 1 + BENT_SIGNATURE.length());
            String mended = signed + "." + Tokens.base64(genuine.signBytes(Tokens.ascii(signed)));
            assertThat(opens(verifierOf("eu"), mended, null)).isTrue();
        });
    }

    private static Vouch vouchOf(String region) {
        return new Vouch(TestTokens.keys(), region, Clock.systemUTC());
    }

    private static TokenVerifier verifierOf(String region) {
        return new TokenVerifier(TestTokens.keys(), TOPOLOGY, vouchOf(region), Clock.systemUTC());
    }

    static Stream<Forged> forged() {
        ResidentId id = TestTokens.aResident("DEU");
        Clock now = Clock.systemUTC();
        Caller resident = new Caller(
                id.toString(),
                id.country(),
                Set.of(Role.RESIDENT),
                null,
                null,
                null,
                now.instant().plusSeconds(3600));
        return ForgedTokens.of(TestTokens.keys(), resident, now).stream();
    }

    @Test
    void anOldSecretIsBelievedUntilItIsDroppedAndThenNoMoreAlsoWhereItsTokensAreRemembered() throws Exception {
        String genuine = token("DEU", Role.RESIDENT);
        String forged = unsigned(token("DEU", Role.RESIDENT));
        String old = gateway.of(genuine);
        String stolen = gateway.of(forged);
        service.verify(genuine, old);
        service.verify(forged, stolen); // what the thief of a secret can do

        KeyRotation rotation = new KeyRotation(keys, clock);
        rotation.publish("vouch-eu", KeyRotation.SHORTEST_LEAD);
        clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(gateway.of(genuine)).as("published, not yet used").isEqualTo(old);
        clock.pass(KeyRotation.SHORTEST_LEAD);
        String fresh = gateway.of(genuine);
        assertThat(fresh).startsWith("2.").isNotEqualTo(old);
        service.verify(genuine, fresh);
        service.verify(genuine, old);
        assertThat(rotation.drop("vouch-eu", false))
                .as("may still be on its way")
                .isEmpty();

        assertThat(rotation.drop("vouch-eu", true)).containsExactly(new KeyId("vouch-eu", 1));
        clock.pass(KeyRing.CHECKED_EVERY);
        assertRefused(service, forged, stolen);
        assertRefused(service, forged, null);
        service.verify(genuine, old); // by its signature
        assertThat(service.signatures()).isOne();
    }

    @Test
    void aRotationTakesMinutes() {
        KeyRotation rotation = new KeyRotation(keys, clock);
        assertThat(rotation.names()).contains("vouch-eu", "vouch-us", "registration-eu");
        rotation.publish("vouch-eu", LEAD);
        clock.pass(LEAD.plusMinutes(6));
        assertThat(rotation.drop("vouch-eu", false)).hasSize(1);
        assertThat(keys.resolve("vouch-eu.1.key")).doesNotExist();
        assertThat(keys.resolve("vouch-eu.2.key")).exists();
        assertThat(keys.resolve("vouch-us.1.key")).exists();
    }

    @Test
    void whatWasTakenOnAVouchIsNotTakenWithoutIt() {
        String forged = unsigned(token("DEU", Role.RESIDENT));
        String stolen = Objects.requireNonNull(gateway.of(forged));
        assertThat(opens(service, forged, stolen)).isTrue();
        assertRefused(service, forged, null);
        assertRefused(service, forged, stolen.substring(1));
    }

    @Test
    void aTokenOfADroppedSigningKeyIsRefusedWhateverIsVouchedFor() throws Exception {
        String token = token("DEU", Role.RESIDENT);
        String vouch = gateway.of(token);
        service.verify(token, vouch);
        KeyRotation rotation = new KeyRotation(keys, clock);
        rotation.publish("registration-eu", KeyRotation.SHORTEST_LEAD);
        clock.pass(KeyRotation.SHORTEST_LEAD.plusSeconds(2));
        rotation.drop("registration-eu", true);
        clock.pass(KeyRing.CHECKED_EVERY);
        assertRefused(service, token, vouch);
        assertRefused(serviceOf("eu"), token, vouch);
    }

    @Test
    void aSealForOnePurposeIsNoneForAnother() {
        String token = token("DEU", Role.RESIDENT);
        byte[] message = Tokens.ascii(token);
        String seal = Objects.requireNonNull(gateway.seal("frame", message));
        assertThat(gateway.isSealed("frame", message, seal)).isTrue();
        assertThat(gateway.isSealed("vouch", message, seal)).isFalse();
        assertThat(gateway.isFor(token, seal)).isFalse();
        assertThat(new Vouch(keys, "us", clock).isSealed("frame", message, seal))
                .isFalse();
    }

    @Test
    void withoutASecretNothingIsVouchedForAndNothingBelieved() throws Exception {
        Path bare = folder.resolve("bare");
        KeyFiles.ensure(bare, List.of("registration-eu"));
        Vouch none = new Vouch(bare, "eu", clock);
        String token = token("DEU", Role.RESIDENT);
        assertThat(none.of(token)).isNull();
        Files.copy(
                keys.resolve("jwks.json"),
                bare.resolve("jwks.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        TokenVerifier verifier = new TokenVerifier(bare, TOPOLOGY, none, clock);
        assertRefused(verifier, unsigned(token), gateway.of(unsigned(token)));
        verifier.verify(token, gateway.of(token));
        assertThat(verifier.signatures()).isOne();

        // and one that comes later is found without a restart
        VouchKeys.ensure(bare, List.of("eu"));
        clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(none.of(token)).startsWith("1.");
    }

    @Test
    void aSecretIsItsOwnersAloneAndNeverInATextOfOurs() throws Exception {
        Path file = keys.resolve("vouch-eu.1.key");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        String secret =
                VouchKeys.read(keys, new KeyId("vouch-eu", 1)).getKeyValue().toString();
        Files.writeString(file, Files.readString(file).replace("\"oct\"", "\"oct"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new Vouch(keys, "eu", clock))
                .satisfies(e -> assertThat(org.assertj.core.util.Throwables.getStackTrace(e))
                        .doesNotContain(secret));
        clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(gateway.of("x")).as("what is known stays in use").startsWith("1.");
    }

    private static boolean opens(TokenVerifier verifier, String token, @Nullable String vouch) {
        try {
            return verifier.verify(token, vouch) != null;
        } catch (InvalidTokenException e) {
            return false;
        }
    }

    private static void assertRefused(TokenVerifier verifier, String token, @Nullable String vouch) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .as("%s with %s", token, vouch)
                .isThrownBy(() -> verifier.verify(token, vouch));
    }

    private TokenVerifier serviceOf(String region) {
        return new TokenVerifier(keys, TOPOLOGY, new Vouch(keys, region, clock), clock);
    }

    /** Its claims as they are, and a signature that nobody made. */
    private static String unsigned(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1) + BENT_SIGNATURE;
    }

    private String serviceToken() {
        return new TokenIssuer(keys, "sampling", clock).issueForService(Duration.ofMinutes(5));
    }

    private String token(String code, Role... roles) {
        Country country = Country.of(code);
        boolean staff = roles.length > 1;
        return new TokenIssuer(
                        keys, "registration-" + TOPOLOGY.regionOf(country).name(), clock)
                .issue(new Caller(
                        ids.next(country, ResidentId::new).toString(),
                        country,
                        Set.of(roles),
                        staff ? ids.next(country, StaffId::new) : null,
                        null,
                        null,
                        clock.instant().plus(Duration.ofHours(2))));
    }

    private String payload(String code, String issuer, String audience, int fromMinutes, int toMinutes) {
        long now = clock.instant().getEpochSecond();
        return "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d,\"roles\":[\"RESIDENT\"],\"country\":\"%s\"}"
                .formatted(
                        issuer,
                        audience,
                        ids.next(Country.of(code), ResidentId::new),
                        now + fromMinutes * 60L,
                        now + toMinutes * 60L,
                        code);
    }
}
