package org.meridian.platform.token;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Ed25519 (RFC 8032) by the native Corretto provider where it is on the path and fits the machine, else by the JDK's own,
 * which verifies some fifteen times slower.
 */
final class Ed25519 {

    private static final String ALGORITHM = "Ed25519";
    private static final String KEY_FACTORY = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";
    private static final @Nullable Provider NATIVE = nativeProvider();

    // DER headers of RFC 8410 for a raw 32-byte key
    private static final byte[] PUBLIC_HEADER = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PRIVATE_HEADER = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    static PublicKey publicKey(OctetKeyPair jwk) {
        try {
            return keyFactory().generatePublic(new X509EncodedKeySpec(join(PUBLIC_HEADER, jwk.getDecodedX())));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key: " + jwk.getKeyID(), e);
        }
    }

    static PrivateKey privateKey(OctetKeyPair jwk) {
        try {
            return keyFactory().generatePrivate(new PKCS8EncodedKeySpec(join(PRIVATE_HEADER, jwk.getDecodedD())));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 private key: " + jwk.getKeyID(), e);
        }
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = signature();
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    static boolean verify(PublicKey key, byte[] message, byte[] signed) {
        try {
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // a signature that is malformed proves nothing
        }
    }

    private static Signature signature() throws GeneralSecurityException {
        return NATIVE == null ? Signature.getInstance(ALGORITHM) : Signature.getInstance(ALGORITHM, NATIVE);
    }

    /** A key of the JDK's would be made one of the provider's at each signature, which costs as much as signing. */
    private static KeyFactory keyFactory() throws GeneralSecurityException {
        return NATIVE == null || NATIVE.getService("KeyFactory", ALGORITHM) == null
                ? KeyFactory.getInstance(ALGORITHM)
                : KeyFactory.getInstance(ALGORITHM, NATIVE);
    }

    /** By name, so that nothing is bound to a library that may be missing. */
    private static @Nullable Provider nativeProvider() {
        if (System.getProperty(KEY_FACTORY) == null) { // read when the provider is made, which is nobody's but ours
            System.setProperty(KEY_FACTORY, "true");
        }
        try {
            Class<?> type = Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
            Provider provider = (Provider) type.getField("INSTANCE").get(null);
            boolean loaded = type.getMethod("getLoadingError").invoke(provider) == null;
            return loaded && provider.getService("Signature", ALGORITHM) != null ? provider : null;
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    /** Whether the native provider does the work. */
    static boolean isNative() {
        return NATIVE != null;
    }

    private static byte[] join(byte[] header, byte[] key) {
        byte[] der = new byte[header.length + key.length];
        System.arraycopy(header, 0, der, 0, header.length);
        System.arraycopy(key, 0, der, header.length, key.length);
        return der;
    }
}
