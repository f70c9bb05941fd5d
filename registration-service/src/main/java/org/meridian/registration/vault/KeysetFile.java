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

/** The file that holds the installation's one data-protection key, as a Tink keyset (HKDF-SHA-256 PRF) in JSON. */
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

    /**
     * Makes the file when it is missing, readable by its owner alone. Several processes may do so at once: each writes a
     * file of its own and links it to the name, which succeeds for the first only and never shows half a file.
     */
    static KeysetHandle readOrGenerate(Path file) {
        if (Files.notExists(file)) {
            try {
                PrfConfig.register();
                KeysetHandle fresh =
                        KeysetHandle.generateNew(PredefinedPrfParameters.HKDF_SHA256, RegistryConfiguration.get());
                String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                        fresh, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
                Path folder = file.toAbsolutePath().getParent();
                Path draft = Files.createTempFile(
                        folder,
                        "keyset",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                try {
                    Files.writeString(draft, json);
                    Files.createLink(file, draft);
                } catch (FileAlreadyExistsException e) {
                    // another process was first: its key is the key
                } finally {
                    Files.delete(draft);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the data-protection keyset " + file + " cannot be made", e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot make a key", e);
            }
        }
        return read(file);
    }
}
