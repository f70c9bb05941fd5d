package org.meridian.registration.vault;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;

/** What whoever rotates the wrapping key does with its file, without the command that does it. */
public final class Rotations {

    private Rotations() {}

    public static void addAndPromote(Path file) throws GeneralSecurityException, IOException {
        write(
                file,
                KeysetHandle.newBuilder(KeysetFile.read(file))
                        .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HKDF_SHA256)
                                .withRandomId()
                                .makePrimary())
                        .build());
    }

    public static void dropOthers(Path file) throws IOException, GeneralSecurityException {
        write(file, KeysetFile.primaryOf(file));
    }

    private static void write(Path file, KeysetHandle keyset) throws IOException, GeneralSecurityException {
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "draft", ".tmp");
        Files.writeString(
                draft,
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
