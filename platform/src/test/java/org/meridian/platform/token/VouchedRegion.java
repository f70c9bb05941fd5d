package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.HandClock;

/** Keys and secrets of two regions, the gateway of one, and tokens for it. */
final class VouchedRegion {

    private static final Topology TOPOLOGY = Topology.load();

    final HandClock clock = new HandClock();
    final Path keys;
    private final IdGenerator ids = new IdGenerator(clock);

    VouchedRegion(Path folder) {
        keys = folder.resolve("keys");
        KeyFiles.ensure(keys, List.of("registration-eu", "registration-us", "sampling"));
        VouchKeys.ensure(keys, List.of("eu", "us"));
    }

    /** The gateway's. */
    Vouch gateway() {
        return new Vouch(keys, "eu", clock);
    }

    TokenVerifier serviceOf(String region) {
        return new TokenVerifier(keys, TOPOLOGY, new Vouch(keys, region, clock), clock);
    }

    String token(String code, Role... roles) {
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

    String serviceToken() {
        return new TokenIssuer(keys, "sampling", clock).issueForService(Duration.ofMinutes(5));
    }

    String payload(String code, String issuer, String audience, int fromMinutes, int toMinutes) {
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

    /** Its claims as they are, and a signature that nobody made. */
    static String unsigned(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
    }

    static boolean opens(TokenVerifier verifier, String token, @Nullable String vouch) {
        try {
            return verifier.verify(token, vouch) != null;
        } catch (InvalidTokenException e) {
            return false;
        }
    }

    static void assertRefused(TokenVerifier verifier, String token, @Nullable String vouch) {
        assertThatExceptionOfType(InvalidTokenException.class)
                .as("%s with %s", token, vouch)
                .isThrownBy(() -> verifier.verify(token, vouch));
    }
}
