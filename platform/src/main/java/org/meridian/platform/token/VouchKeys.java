package org.meridian.platform.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;

/**
 * The files of the secrets that a region's gateways share with its services: {@code vouch-<region>.<version>.key}, a secret
 * of 256 bits (RFC 7517, {@code oct}), 0600, replaced as a whole. No other region is given them.
 */
public final class VouchKeys {

    static final String PREFIX = "vouch-";
    static final KeyVersions FILES = new KeyVersions(PREFIX, ".key");
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private VouchKeys() {}

    /** Makes the regions' first secrets where they are missing, good at once, each readable by its owner alone. */
    public static void ensure(Path directory, Collection<String> regions) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (String region : regions) {
                if (FILES.of(directory, PREFIX + region).isEmpty()) {
                    make(directory, new KeyId(PREFIX + region, 1), Instant.EPOCH);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets for vouching in " + directory + " cannot be made", e);
        }
    }

    static boolean isOne(String name) {
        return name.startsWith(PREFIX);
    }

    static OctetSequenceKey read(Path directory, KeyId id) {
        try {
            OctetSequenceKey key = OctetSequenceKey.parse(Files.readString(directory.resolve(FILES.file(id))));
            if (!id.toString().equals(key.getKeyID()) || key.toByteArray().length != BYTES) {
                throw new IllegalStateException("the file of the secret " + id + " holds another");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + id + " cannot be read", e);
        } catch (ParseException e) {
            throw new IllegalStateException("the secret " + id + " is damaged"); // the cause might quote it
        }
    }

    /** @param usedFrom from when on the gateways vouch with it; it is believed at once */
    static void make(Path directory, KeyId id, Instant usedFrom) throws IOException {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        OctetSequenceKey key = new OctetSequenceKey.Builder(secret)
                .keyID(id.toString())
                .algorithm(JWSAlgorithm.HS256)
                .notBeforeTime(Date.from(usedFrom))
                .build();
        KeyFiles.replace(directory, FILES.file(id), key.toJSONString(), KeyFiles.OWNER_ONLY);
    }

    static void drop(Path directory, KeyId id) throws IOException {
        Files.deleteIfExists(directory.resolve(FILES.file(id)));
    }
}
