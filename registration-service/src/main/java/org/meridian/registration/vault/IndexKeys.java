package org.meridian.registration.vault;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The countries' keys of blind indexes, derived by HKDF from a keyset of their own, which does not rotate: whoever is looked
 * for must have the same index as on the day of registration.
 */
final class IndexKeys {

    private static final int KEY_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final PrfSet prfs;
    private final Map<String, SecretKeySpec> countries = new ConcurrentHashMap<>();

    IndexKeys(KeysetHandle keyset) {
        try {
            this.prfs = keyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset of the indexes holds no PRF key", e);
        }
    }

    byte[] hmac(String country, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(countries.computeIfAbsent(country, this::key));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private SecretKeySpec key(String country) {
        try {
            byte[] context = ("meridian registration index " + country).getBytes(StandardCharsets.UTF_8);
            return new SecretKeySpec(prfs.computePrimary(context, KEY_BYTES), HMAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive the index key of " + country, e);
        }
    }
}
