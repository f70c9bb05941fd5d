package org.meridian.deploy.vault;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import org.meridian.platform.secret.GeneratedSecrets;

/** A file of data-protection keys, which is replaced as a whole: whoever reads it sees the old or the new one. */
public final class Keyset {

    private final Path file;

    public Keyset(Path file) {
        this.file = file;
    }

    /** Makes the file, with one key. */
    public void create() {
        register();
        write(KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HKDF_SHA256)
                        .withRandomId()
                        .makePrimary()));
    }

    private static void register() {
        try {
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink's keys cannot be had", e);
        }
    }

    /** The numbers of its keys, the oldest first. */
    public List<Integer> ids() {
        KeysetHandle keyset = read();
        return IntStream.range(0, keyset.size())
                .mapToObj(i -> keyset.getAt(i).getId())
                .toList();
    }

    /** The number of the key that wraps. */
    public int primary() {
        return read().getPrimary().getId();
    }

    /** Adds a key that unwraps only, so that all can learn of it before anything is wrapped under it. @return its number */
    public int add() {
        write(KeysetHandle.newBuilder(read())
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HKDF_SHA256)
                        .withRandomId()));
        return ids().getLast();
    }

    /** Has the newest key wrap from now on. */
    public void promoteNewest() {
        KeysetHandle.Builder keyset = KeysetHandle.newBuilder(read());
        keyset.getAt(keyset.size() - 1).makePrimary();
        write(keyset);
    }

    /** Destroys every key but the one that wraps. */
    public void dropOthers() {
        KeysetHandle.Builder keyset = KeysetHandle.newBuilder(read());
        for (int i = keyset.size() - 1; i >= 0; i--) {
            if (!keyset.getAt(i).isPrimary()) {
                keyset.deleteAt(i);
            }
        }
        write(keyset);
    }

    private KeysetHandle read() {
        register();
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        } catch (IOException e) {
            throw new UncheckedIOException("the keyset " + file + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keyset " + file + " is damaged", e);
        }
    }

    private boolean isLocal() {
        return Files.exists(file) && GeneratedSecrets.isMarked(file);
    }

    private void write(KeysetHandle.Builder keyset) {
        try {
            Path draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "keyset",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                        keyset.build(), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
                Files.writeString(draft, isLocal() ? GeneratedSecrets.marked(json) : json);
                try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    written.force(true); // before anything is wrapped under a key that it alone has
                }
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the keyset " + file + " cannot be written", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a keyset cannot be made", e);
        }
    }
}
