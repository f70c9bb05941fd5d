package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.DeviceId;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import tools.jackson.databind.json.JsonMapper;

class TokenVerifierTests {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    @TempDir
    Path folder;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final IdGenerator ids = new IdGenerator(clock);
    private final Country germany = Country.of("DEU");
    private Path keys;
    private TokenVerifier verifier;

    @BeforeEach
    void makeKeys() {
        keys = folder.resolve("keys");
        KeyFiles.ensure(keys, List.of("registration-eu", "sampling"));
        verifier = new TokenVerifier(keys, clock);
    }

    @Test
    void aTokenGivesBackTheCallerWhoWasWrittenIntoIt() throws Exception {
        Caller caller = new Caller(
                ids.next(germany, ResidentId::new).toString(),
                germany,
                Set.of(Role.RESIDENT, Role.SAMPLER),
                ids.next(germany, StaffId::new),
                ids.next(germany, SiteId::new),
                null,
                NOW.plusSeconds(3600));
        assertThat(verifier.verify(people().issue(caller))).isEqualTo(caller);
    }

    @Test
    void aServiceSpeaksForItselfOnly() throws Exception {
        String token = new TokenIssuer(keys, "sampling", clock).issueForService(Duration.ofMinutes(5));
        assertThat(verifier.verify(token)).satisfies(caller -> {
            assertThat(caller.subject()).isEqualTo("sampling");
            assertThat(caller.roles()).containsExactly(Role.SERVICE);
        });
        assertRefused(new TokenIssuer(keys, "sampling", clock).issue(aResident(NOW.plusSeconds(60))));
        assertRefused(people().issueForService(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {Tokens.COUNTRY, Tokens.STAFF, Tokens.SITE, Tokens.UNIT, Tokens.DEVICE})
    void point2AServiceIsBoundToNothingThatPeopleAre(String claim) throws Exception {
        Map<String, Object> claims = service();
        assertThat(verifier.verify(signedBySampling(claims)).subject()).isEqualTo("sampling");
        claims.put(claim, "DEU");
        assertRefused(signedBySampling(claims));
    }

    @Test
    void point2AServiceHasItsOwnNameAndOneRole() {
        Map<String, Object> other = service();
        other.put("sub", "results");
        assertRefused(signedBySampling(other));
        Map<String, Object> admin = service();
        admin.put(Tokens.ROLES, List.of("SERVICE", "ADMIN"));
        assertRefused(signedBySampling(admin));
        admin.put(Tokens.ROLES, List.of("ADMIN"));
        assertRefused(signedBySampling(admin));
    }

    private Map<String, Object> service() {
        return new HashMap<>(Map.of(
                "iss",
                Tokens.SERVICE_ISSUER,
                "aud",
                Tokens.AUDIENCE,
                "sub",
                "sampling",
                "iat",
                NOW.getEpochSecond(),
                "exp",
                NOW.getEpochSecond() + 60,
                Tokens.ROLES,
                List.of("SERVICE")));
    }

    private String signedBySampling(Map<String, Object> claims) {
        return signed(new KeyId("sampling", 1), JsonMapper.shared().writeValueAsString(claims));
    }

    private String signed(KeyId key, String payload) {
        String signed = Tokens.header(key) + "." + Tokens.base64(payload);
        return signed + "." + Tokens.base64(new TokenIssuer(keys, key.name(), clock).signBytes(Tokens.ascii(signed)));
    }

    @Test
    void aTokenOfTwoPartsIsNoneAlsoWhenItIsSigned() {
        String header = Tokens.header(new KeyId("sampling", 1));
        byte[] signature = new TokenIssuer(keys, "sampling", clock).signBytes(Tokens.ascii(header));
        assertRefused(header + "." + Tokens.base64(signature));
        assertRefused("." + header + "." + Tokens.base64(signature));
    }

    @Test
    void aTokenMayBeTwoThousandAndFortyEightCharactersLongAndNoLonger() throws Exception {
        KeyId key = new KeyId("sampling", 1);
        String payload = JsonMapper.shared().writeValueAsString(service());
        while (signed(key, payload).length() < 2048) {
            payload += " ";
        }
        String longest = signed(key, payload);
        assertThat(longest).hasSize(2048);
        assertThat(verifier.verify(longest).subject()).isEqualTo("sampling");
        assertRefused(signed(key, payload + " "));
    }

    @Test
    void aRememberedTokenStillExpires() throws Exception {
        var tick = new Object() {
            Instant now = NOW;
        };
        Clock moving = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return tick.now;
            }
        };
        TokenVerifier remembering = new TokenVerifier(keys, moving);
        String token = people().issue(aResident(NOW.plusSeconds(60)));
        remembering.verify(token);
        remembering.verify(token);
        tick.now = NOW.plusSeconds(66);
        assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> remembering.verify(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "null"})
    void whatIsNoTokenIsRefused(String text) {
        assertRefused(text);
    }

    @Test
    void everyChangedCharacterOfTheSignatureOrTheClaimsIsNoticed() {
        String token = people().issue(aResident(NOW.plusSeconds(60)));
        int claims = token.indexOf('.');
        Stream.iterate(claims + 1, i -> i < token.length(), i -> i + 7)
                .filter(i -> token.charAt(i) != '.' && i != token.length() - 1)
                .forEach(i -> {
                    char other = token.charAt(i) == 'A' ? 'B' : 'A';
                    assertRefused(token.substring(0, i) + other + token.substring(i + 1));
                });
    }

    @Test
    void foreignKeysAreRefused(@TempDir Path elsewhere) {
        Path foreign = elsewhere.resolve("keys");
        KeyFiles.ensure(foreign, List.of("registration-eu", "registration-xx"));
        assertRefused(new TokenIssuer(foreign, "registration-eu", clock).issue(aResident(NOW.plusSeconds(60))));
        assertRefused(new TokenIssuer(foreign, "registration-xx", clock).issue(aResident(NOW.plusSeconds(60))));
    }

    @Test
    void point2ARegionSignsForPeopleOfItsOwnCountriesOnly() {
        Country usa = Country.of("USA");
        assertRefused(people().issue(new Caller(
                ids.next(usa, ResidentId::new).toString(),
                usa,
                Set.of(Role.RESIDENT),
                null,
                null,
                null,
                NOW.plusSeconds(60))));
    }

    @Test
    void point2NoTokenIsGoodForLongerThanADeviceCredential() throws Exception {
        Instant longest = NOW.plus(Tokens.LONGEST_LIFE);
        verifier.verify(people().issue(aResident(longest)));
        assertRefused(people().issue(aResident(longest.plusSeconds(1))));
        assertRefused(people().issue(aResident(NOW.minusSeconds(60))));
    }

    @Test
    void point2ADevicesCredentialSamplesAtItsSiteAndNothingElse() throws Exception {
        SiteId site = ids.next(germany, SiteId::new);
        StaffId staff = ids.next(germany, StaffId::new);
        DeviceId device = ids.next(germany, DeviceId::new);
        Instant end = NOW.plusSeconds(60);
        Caller good = new Caller(staff.toString(), germany, Set.of(Role.SAMPLER), staff, site, null, end, device);
        assertThat(verifier.verify(people().issue(good))).isEqualTo(good);
        for (Caller bad : List.of(
                new Caller(
                        staff.toString(), germany, Set.of(Role.SAMPLER, Role.TESTER), staff, site, null, end, device),
                new Caller(staff.toString(), germany, Set.of(Role.TESTER), staff, site, null, end, device),
                new Caller(staff.toString(), germany, Set.of(Role.SAMPLER), staff, null, null, end, device),
                new Caller(staff.toString(), germany, Set.of(Role.SAMPLER), null, site, null, end, device))) {
            assertRefused(people().issue(bad));
        }
    }

    @Test
    void privateKeysAreTheirOwnersAlone() throws Exception {
        assertThat(Files.getPosixFilePermissions(keys.resolve("sampling.1.jwk")))
                .hasSize(2);
        assertThat(Files.readString(keys.resolve("jwks.json"))).doesNotContain("\"d\"");
    }

    @Test
    void aResidentsCodeIsReadByWhoeverHasThePublicKeys() {
        ResidentId resident = ids.next(germany, ResidentId::new);
        String code = new ResidentCode(resident, NOW.plusSeconds(300)).sign(people());
        assertThat(code).matches("DEU-[0-9A-Z]{135}");
        assertThat(ResidentCode.verify(code, verifier, country -> "eu", NOW).map(ResidentCode::resident))
                .contains(resident);
        assertThat(ResidentCode.verify(code, verifier, country -> "eu", NOW.plusSeconds(306)))
                .isEmpty();
        assertThat(ResidentCode.verify("TWN" + code.substring(3), verifier, country -> "eu", NOW))
                .isEmpty();
        assertThat(ResidentCode.verify(
                        code.replace(code.charAt(10), code.charAt(10) == '7' ? '8' : '7'), verifier, c -> "eu", NOW))
                .isEmpty();
    }

    private Caller aResident(Instant until) {
        return new Caller(
                ids.next(germany, ResidentId::new).toString(), germany, Set.of(Role.RESIDENT), null, null, null, until);
    }

    private TokenIssuer people() {
        return new TokenIssuer(keys, "registration-eu", clock);
    }

    private void assertRefused(String token) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .as(new String(
                        Base64.getEncoder().encode(token.getBytes(StandardCharsets.UTF_8)), StandardCharsets.US_ASCII))
                .isThrownBy(() -> verifier.verify(token));
    }
}
