package org.meridian.registration.vault;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import org.meridian.platform.secret.GeneratedSecrets;

/** A file of data-protection keys, as a Tink keyset (HKDF-SHA-256 PRF) in JSON. */
final class KeysetFile {

    private KeysetFile() {}

    /** @throws IllegalStateException when the file is missing, or is no such keyset */
    static KeysetHandle read(Path file) {
        try {
            PrfConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the data-protection keyset " + file + " cannot be read; meridian.registration.keyset names it", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data-protection keyset " + file + " is damaged", e);
        }
    }

    /** A keyset of that file's primary key alone. */
    static KeysetHandle primaryOf(Path file) {
        KeysetHandle.Entry primary = read(file).getPrimary();
        try {
            return KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(primary.getKey())
                            .withFixedId(primary.getId())
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data-protection keyset " + file + " has no primary key", e);
        }
    }

    /**
     * Makes the file with a fresh key when it is missing.
     *
     * @param local the file says that it was generated for profile local
     */
    static KeysetHandle readOrGenerate(Path file, boolean local) {
        return readOr(file, local, () -> {
            try {
                PrfConfig.register();
                return KeysetHandle.generateNew(PredefinedPrfParameters.HKDF_SHA256, RegistryConfiguration.get());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot make a key", e);
            }
        });
    }

    /**
     * Makes the file when it is missing, readable by its owner alone. Several processes may do so at once: each writes a
     * file of its own and links it to the name, which succeeds for the first only and never shows half a file.
     */
    static KeysetHandle readOr(Path file, boolean local, Supplier<KeysetHandle> otherwise) {
        if (Files.notExists(file)) {
            try {
                Path draft = draft(file, local, otherwise.get());
                try {
                    Files.createLink(file, draft);
                } catch (FileAlreadyExistsException e) {
                    // another process was first: its key is the key
                } finally {
                    Files.delete(draft);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the data-protection keyset " + file + " cannot be made", e);
            }
        }
        return read(file);
    }

    private static Path draft(Path file, boolean local, KeysetHandle keyset) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "keyset",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                    keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            return Files.writeString(draft, local ? GeneratedSecrets.marked(json) : json);
        } catch (GeneralSecurityException e) {
            Files.delete(draft);
            throw new IllegalStateException("a keyset cannot be written", e);
        }
    }
}
