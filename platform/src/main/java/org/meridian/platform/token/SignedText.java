package org.meridian.platform.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a service says over its signature to whoever has the public keys. The purpose is signed with it, so that it is good for nothing
 * else: no token, and no text of another kind.
 */
public final class SignedText {

    private SignedText() {}

    /** The Ed25519 signature in base64url, 86 characters. */
    public static String sign(TokenIssuer issuer, String purpose, String text) {
        return Tokens.base64(issuer.signBytes(message(purpose, text)));
    }

    /**
     * Whether it was signed so.
     *
     * @param keyName the service's, in any of its published versions
     */
    public static boolean isGenuine(
            TokenVerifier verifier, String keyName, String purpose, String text, String signature) {
        try {
            return verifier.verifyBytes(
                    keyName, message(purpose, text), Base64.getUrlDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false; // not base64 at all
        }
    }

    private static byte[] message(String purpose, String text) {
        return ("meridian " + purpose + '\0' + text).getBytes(StandardCharsets.UTF_8);
    }
}
