package org.meridian.registration.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one country, derived from the installation's by HKDF: one that wraps the data keys, one that the blind
 * indexes are made with. Wrapped keys name the installation key they were made under, so that it can be rotated; the
 * indexes are of the primary one alone.
 */
final class CountryKeys {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String HMAC = "HmacSHA256";

    private final Aead wrapping;
    private final SecretKeySpec indexKey;

    CountryKeys(KeysetHandle installation, PrfSet prfs, String country) throws GeneralSecurityException {
        this.wrapping = wrapping(installation, prfs, country);
        this.indexKey = new SecretKeySpec(prfs.computePrimary(context("index", country), KEY_BYTES), HMAC);
    }

    Aead wrapping() {
        return wrapping;
    }

    byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(indexKey);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    @AccessesPartialKey // the key is made of what HKDF gives, so its bytes must be touched
    private static Aead wrapping(KeysetHandle installation, PrfSet prfs, String country)
            throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(IV_BYTES)
                .setTagSizeBytes(TAG_BYTES)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        KeysetHandle.Builder keys = KeysetHandle.newBuilder();
        for (int i = 0; i < installation.size(); i++) {
            KeysetHandle.Entry entry = installation.getAt(i);
            byte[] bytes = Objects.requireNonNull(prfs.getPrfs().get(entry.getId()), "a PRF for each key")
                    .compute(context("wrapping", country), KEY_BYTES);
            AesGcmKey key = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .setIdRequirement(entry.getId())
                    .build();
            KeysetHandle.Builder.Entry wrapping = KeysetHandle.importKey(key);
            keys.addEntry(entry.isPrimary() ? wrapping.makePrimary() : wrapping);
        }
        return keys.build().getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static byte[] context(String purpose, String country) {
        return ("meridian registration " + purpose + " " + country).getBytes(StandardCharsets.UTF_8);
    }
}
