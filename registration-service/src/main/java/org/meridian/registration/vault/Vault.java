package org.meridian.registration.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.CountryId;

/**
 * Keeps personal data unreadable in the database. Three layers of keys: the installation's (a file, which rotates), a
 * country's (derived from it by HKDF), a person's data key (random, stored wrapped by the country's). Erasure destroys the
 * last. The keys of blind indexes come from a file of their own.
 */
public final class Vault {

    private static final int KEY_BYTES = 32;
    private static final String DATA_KEY = "data_key";
    private static final String NO_COUNTRY = "-";

    private final WatchedKeyset keyset;
    private final IndexKeys indexes;
    private final SecureRandom random = new SecureRandom();

    Vault(Path keyset, KeysetHandle indexes) {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink's AEAD cannot be had", e);
        }
        this.keyset = new WatchedKeyset(keyset);
        this.indexes = new IndexKeys(indexes);
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
        return indexes.hmac(country.code(), purpose + "\n" + text);
    }

    /** The same for what is looked for without knowing its country. */
    public byte[] indexAnywhere(Purpose purpose, String text) {
        return indexes.hmac(NO_COUNTRY, purpose + "\n" + text);
    }

    /** A fresh data key for somebody new. */
    public PersonKey newPersonKey(CountryId owner) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return personKey(owner, wrap(owner, key), key);
    }

    /** @throws IllegalStateException when it is not this owner's data key */
    public PersonKey personKey(CountryId owner, byte[] wrapped) {
        return personKey(owner, wrapped, unwrap(owner, DATA_KEY, wrapped));
    }

    /** The same data key under the country's newest key; empty when it is so already. */
    public Optional<byte[]> rewrap(CountryId owner, byte[] wrapped) {
        return isPrefix(keyset.current().prefix(), wrapped)
                ? Optional.empty()
                : Optional.of(wrap(owner, unwrap(owner, DATA_KEY, wrapped)));
    }

    /** Seals what belongs to no person yet directly under the country's key. */
    public byte[] seal(CountryId owner, String column, String text) {
        return countryKey(owner).seal(column, text);
    }

    /** Opens what {@link #seal} made. */
    public String open(CountryId owner, String column, byte[] sealed) {
        return new String(unwrap(owner, column, sealed), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The number of the key that wraps at present. */
    public int primary() {
        return keyset.reread().primary();
    }

    /** The numbers of all keys that can unwrap. */
    public List<Integer> keys() {
        return keyset.reread().ids();
    }

    /** What begins everything that is wrapped under the key that wraps at present. */
    public byte[] primaryPrefix() {
        return keyset.reread().prefix();
    }

    private byte[] wrap(CountryId owner, byte[] key) {
        try {
            return keyset.current().of(owner.countryCode()).encrypt(key, PersonKey.place(owner, DATA_KEY));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a data key cannot be wrapped", e);
        }
    }

    /** Another process may have learnt of a new key first: then the file is read once more before giving up. */
    private byte[] unwrap(CountryId owner, String column, byte[] sealed) {
        WrappingKeys known = keyset.current();
        try {
            return known.of(owner.countryCode()).decrypt(sealed, PersonKey.place(owner, column));
        } catch (GeneralSecurityException e) {
            WrappingKeys now = keyset.reread();
            if (now != known) {
                try {
                    return now.of(owner.countryCode()).decrypt(sealed, PersonKey.place(owner, column));
                } catch (GeneralSecurityException again) {
                    e.addSuppressed(again);
                }
            }
            throw new IllegalStateException("a sealed " + column + " cannot be opened", e);
        }
    }

    private static PersonKey personKey(CountryId owner, byte[] wrapped, byte[] key) {
        try {
            return new PersonKey(owner, wrapped, new AesGcmJce(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a data key is none", e);
        }
    }

    private PersonKey countryKey(CountryId owner) {
        Aead aead = keyset.current().of(owner.countryCode());
        return new PersonKey(owner, new byte[0], aead);
    }

    private static boolean isPrefix(byte[] prefix, byte[] of) {
        return of.length >= prefix.length
                && java.util.Arrays.equals(prefix, java.util.Arrays.copyOf(of, prefix.length));
    }
}
