package org.meridian.registration.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.CountryId;

/**
 * Keeps personal data unreadable in the database. Three layers of keys: the installation's (a file), a country's (derived
 * from it by HKDF), a person's data key (random, stored wrapped by the country's). Erasure destroys the last.
 */
public final class Vault {

    private static final int KEY_BYTES = 32;
    private static final String DATA_KEY = "data_key";
    private static final String NO_COUNTRY = "-";

    private final KeysetHandle installation;
    private final PrfSet prfs;
    private final Map<String, CountryKeys> countries = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    Vault(KeysetHandle installation) {
        this.installation = installation;
        try {
            AeadConfig.register();
            this.prfs = installation.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data-protection keyset holds no PRF key", e);
        }
    }

    /** What a blind index is for; the same text has another index for another purpose. */
    public enum Purpose {
        PHONE,
        NATIONAL_ID,
        CODE,
        /** Whose count of what: a phone's, an address's. */
        COUNT
    }

    /** The keyed index by which a value is found without being stored: 32 bytes, another in each country. */
    public byte[] index(Country country, Purpose purpose, String text) {
        return keys(country.code()).hmac(purpose + "\n" + text);
    }

    /** The same for what is looked for without knowing its country. */
    public byte[] indexAnywhere(Purpose purpose, String text) {
        return keys(NO_COUNTRY).hmac(purpose + "\n" + text);
    }

    /** A fresh data key for somebody new. */
    public PersonKey newPersonKey(CountryId owner) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try {
            byte[] wrapped = keys(owner.countryCode()).wrapping().encrypt(key, PersonKey.place(owner, DATA_KEY));
            return new PersonKey(owner, wrapped, new AesGcmJce(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a data key", e);
        }
    }

    /** @throws IllegalStateException when it is not this owner's data key */
    public PersonKey personKey(CountryId owner, byte[] wrapped) {
        try {
            byte[] key = keys(owner.countryCode()).wrapping().decrypt(wrapped, PersonKey.place(owner, DATA_KEY));
            return new PersonKey(owner, wrapped, new AesGcmJce(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a data key cannot be unwrapped", e);
        }
    }

    /** Seals what belongs to no person yet directly under the country's key. */
    public byte[] seal(CountryId owner, String column, String text) {
        return countryKey(owner).seal(column, text);
    }

    /** Opens what {@link #seal} made. */
    public String open(CountryId owner, String column, byte[] sealed) {
        return countryKey(owner).open(column, sealed);
    }

    private PersonKey countryKey(CountryId owner) {
        Aead aead = keys(owner.countryCode()).wrapping();
        return new PersonKey(owner, new byte[0], aead);
    }

    private CountryKeys keys(String country) {
        return countries.computeIfAbsent(country, code -> {
            try {
                return new CountryKeys(installation, prfs, code);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot derive the keys of " + code, e);
            }
        });
    }
}
