package org.meridian.db.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.UUID;

/** A cluster's passwords and its identity, made up once and kept in a file that only its owner can read. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final String prefix;
    private final Properties values = new Properties();

    /** @param prefix how passwords begin that are made up from now on */
    Secrets(Path file, String prefix) {
        this.file = file;
        this.prefix = prefix;
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                values.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
    }

    synchronized String password(String role) {
        String known = values.getProperty(role);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return remember(role, prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The identity under which the smart driver remembers this cluster's nodes. */
    synchronized UUID universe() {
        String known = values.getProperty("universe");
        return UUID.fromString(
                known != null ? known : remember("universe", UUID.randomUUID().toString()));
    }

    private String remember(String key, String value) {
        values.setProperty(key, value);
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer out = Files.newBufferedWriter(fresh)) {
                values.store(out, "Made up at the first start; the database knows these passwords");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        return value;
    }
}
