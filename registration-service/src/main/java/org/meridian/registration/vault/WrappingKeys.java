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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The countries' keys that wrap the data keys, derived by HKDF from the installation's. What is wrapped begins with the
 * number of the installation key that it was made under, so several are good at a time and can be told apart.
 */
final class WrappingKeys {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final byte TINK = 1;

    private final KeysetHandle installation;
    private final PrfSet prfs;
    private final Map<String, Aead> countries = new ConcurrentHashMap<>();

    WrappingKeys(KeysetHandle installation) {
        this.installation = installation;
        try {
            this.prfs = installation.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data-protection keyset holds no PRF key", e);
        }
    }

    Aead of(String country) {
        return countries.computeIfAbsent(country, code -> {
            try {
                return derive(code);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot derive the keys of " + code, e);
            }
        });
    }

    /** What everything that is wrapped now begins with. */
    byte[] prefix() {
        return prefix(installation.getPrimary().getId());
    }

    int primary() {
        return installation.getPrimary().getId();
    }

    List<Integer> ids() {
        return IntStream.range(0, installation.size())
                .mapToObj(i -> installation.getAt(i).getId())
                .toList();
    }

    static byte[] prefix(int id) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put(TINK).putInt(id).array();
    }

    @AccessesPartialKey // the key is made of what HKDF gives, so its bytes must be touched
    private Aead derive(String country) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(IV_BYTES)
                .setTagSizeBytes(TAG_BYTES)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        byte[] context = ("meridian registration wrapping " + country).getBytes(StandardCharsets.UTF_8);
        KeysetHandle.Builder keys = KeysetHandle.newBuilder();
        for (int i = 0; i < installation.size(); i++) {
            KeysetHandle.Entry entry = installation.getAt(i);
            byte[] bytes = Objects.requireNonNull(prfs.getPrfs().get(entry.getId()), "a PRF for each key")
                    .compute(context, KEY_BYTES);
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
}
