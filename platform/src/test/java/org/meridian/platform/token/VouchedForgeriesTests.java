package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.platform.token.VouchedRegion.assertRefused;
import static org.meridian.platform.token.VouchedRegion.opens;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.ForgedTokens;
import org.meridian.platform.test.ForgedTokens.Forged;
import org.meridian.platform.test.TestTokens;

/** Forged tokens with a vouch, as an outsider and as a thief of the secret could make it. */
class VouchedForgeriesTests {

    private static final Topology TOPOLOGY = Topology.load();
    private static final int SIGNATURE = 86;

    /** Made once: they take hundreds of keys. */
    private static final List<Forged> FORGED = made();

    @Test
    void noneOfTheForgedTokensIsTakenOnAVouchThatOnlyLooksRight() {
        TokenVerifier home = verifierOf("eu");
        for (Forged forged : FORGED) {
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
        List<Forged> taken = FORGED.stream()
                .filter(forged -> opens(home, forged.token(), stolen.of(forged.token())))
                .toList();
        assertThat(taken).hasSizeBetween(10, 40).allSatisfy(forged -> {
            String signed = forged.token().substring(0, forged.token().lastIndexOf('.'));
            assertThat(forged.token()).hasSize(signed.length() + 1 + SIGNATURE);
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

    private static List<Forged> made() {
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
        return ForgedTokens.of(TestTokens.keys(), resident, now);
    }
}
