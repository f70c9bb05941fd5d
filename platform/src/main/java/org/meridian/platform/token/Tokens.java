package org.meridian.platform.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The fixed parts of our tokens. */
public final class Tokens {

    /** No token lives longer: a sampler's device credential. So long after it last signed a key can be dropped. */
    public static final Duration LONGEST_LIFE = Duration.ofHours(12);

    /** A service's own token, by which it calls another. */
    public static final Duration SERVICE_LIFE = Duration.ofMinutes(5);

    static final String PEOPLE_ISSUER = "meridian";
    static final String SERVICE_ISSUER = "meridian-services";
    static final String AUDIENCE = "meridian";
    static final String PEOPLE_KEY_PREFIX = "registration-";
    static final String ROLES = "roles";
    static final String COUNTRY = "country";
    static final String STAFF = "staff";
    static final String SITE = "site";
    static final String UNIT = "unit";
    static final String DEVICE = "device";

    /** How far clocks of two machines may differ. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private Tokens() {}

    /**
     * A token's first part. It is always written like this, so a verifier looks it up as a whole: no header that somebody
     * made up is ever read, whatever it says of algorithms and keys.
     */
    static String header(KeyId key) {
        return base64("{\"alg\":\"EdDSA\",\"kid\":\"" + key + "\"}");
    }

    static String base64(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
