package org.meridian.registration.vault;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.meridian.platform.id.CountryId;

/** Seals and opens the fields of one person; each field's ciphertext is good for that person and column only. */
public final class PersonKey {

    private final CountryId owner;
    private final byte[] wrapped;
    private final Aead aead;

    PersonKey(CountryId owner, byte[] wrapped, Aead aead) {
        this.owner = owner;
        this.wrapped = wrapped;
        this.aead = aead;
    }

    /** The data key itself as it is stored; destroying that makes everything sealed unreadable. */
    public byte[] wrapped() {
        return wrapped.clone();
    }

    public byte[] seal(String column, String text) {
        try {
            return aead.encrypt(text.getBytes(StandardCharsets.UTF_8), place(owner, column));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal", e);
        }
    }

    /** @throws IllegalStateException when it was not sealed with this key for this column */
    public String open(String column, byte[] sealed) {
        try {
            return new String(aead.decrypt(sealed, place(owner, column)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed " + column + " cannot be opened", e);
        }
    }

    /** What a ciphertext is bound to: moved to another row, column or country it does not open. */
    static byte[] place(CountryId owner, String column) {
        return (owner.countryCode() + " " + owner.id() + " " + column).getBytes(StandardCharsets.UTF_8);
    }
}
