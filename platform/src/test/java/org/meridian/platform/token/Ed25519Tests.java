package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ed25519Tests {

    @TempDir
    Path folder;

    /** The native provider and the JDK's own must agree, or a fleet of mixed machines falls apart. */
    @Test
    void whatIsSignedHereIsVerifiedByTheJdkAndTheOtherWayRound() throws Exception {
        Path keys = folder.resolve("keys");
        KeyFiles.ensure(keys, List.of("sampling"));
        OctetKeyPair jwk = KeyFiles.privateKey(keys, new KeyId("sampling", 1));
        byte[] message = {1, 2, 3};

        byte[] ours = Ed25519.sign(Ed25519.privateKey(jwk), message);
        KeyFactory theirKeys = KeyFactory.getInstance("Ed25519", "SunEC");
        Signature jdk = Signature.getInstance("Ed25519", "SunEC");
        jdk.initVerify(theirKeys.generatePublic(
                new X509EncodedKeySpec(Ed25519.publicKey(jwk).getEncoded())));
        jdk.update(message);
        assertThat(jdk.verify(ours)).isTrue();

        jdk.initSign(theirKeys.generatePrivate(
                new PKCS8EncodedKeySpec(Ed25519.privateKey(jwk).getEncoded())));
        jdk.update(message);
        byte[] theirs = jdk.sign();
        assertThat(Ed25519.verify(Ed25519.publicKey(jwk), message, theirs)).isTrue();
        theirs[5] ^= 1;
        assertThat(Ed25519.verify(Ed25519.publicKey(jwk), message, theirs)).isFalse();
    }

    /** Else each signature would begin with the making of a key. */
    @Test
    void theKeysAreTheProvidersOwn() {
        Path keys = folder.resolve("keys");
        KeyFiles.ensure(keys, List.of("sampling"));
        OctetKeyPair jwk = KeyFiles.privateKey(keys, new KeyId("sampling", 1));
        String maker = Ed25519.isNative() ? "com.amazon." : "sun.";
        assertThat(Ed25519.privateKey(jwk).getClass().getName()).startsWith(maker);
        assertThat(Ed25519.publicKey(jwk).getClass().getName()).startsWith(maker);
    }

    @Test
    void onLinuxOnX86TheNativeProviderDoesTheWork() {
        boolean expected = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assertThat(Ed25519.isNative()).isEqualTo(expected);
    }
}
