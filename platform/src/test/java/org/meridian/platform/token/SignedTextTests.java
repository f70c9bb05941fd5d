package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.platform.test.HandClock;

class SignedTextTests {

    private static final String TEXT = "DEU-1\nGREEN";

    @TempDir
    Path keys;

    private final HandClock clock = new HandClock();
    private String signature = "";

    @BeforeEach
    void sign() {
        KeyFiles.ensure(keys, List.of("checkin", "sampling"));
        signature = SignedText.sign(new TokenIssuer(keys, "checkin", clock), "health code", TEXT);
    }

    @Test
    void whoHasThePublicKeysSeesThatItIsGenuine() {
        assertThat(signature).hasSize(86);
        assertThat(isGenuine("checkin", "health code", TEXT, signature)).isTrue();
    }

    @Test
    void itIsGoodForThisTextOfThisServiceForThisPurposeOnly() {
        assertThat(isGenuine("checkin", "health code", TEXT.replace("GREEN", "RED"), signature))
                .isFalse();
        assertThat(isGenuine("sampling", "health code", TEXT, signature)).isFalse();
        assertThat(isGenuine("checkin", "health", " code" + TEXT, signature)).isFalse();
        assertThat(isGenuine("nobody", "health code", TEXT, signature)).isFalse();
    }

    @Test
    void whatIsNoSignatureIsNotGenuine() {
        for (String other : List.of("", "s", "%", "s".repeat(86), signature.substring(1), signature + "A")) {
            assertThat(isGenuine("checkin", "health code", TEXT, other))
                    .as(other)
                    .isFalse();
        }
    }

    private boolean isGenuine(String key, String purpose, String text, String by) {
        return SignedText.isGenuine(new TokenVerifier(keys, clock), key, purpose, text, by);
    }
}
