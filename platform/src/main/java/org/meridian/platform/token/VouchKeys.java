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
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the secrets that a region's gateways share with its services: {@code vouch-<region>.<version>.key}, a secret
 * of 256 bits (RFC 7517, {@code oct}), 0600, replaced as a whole. No other region is given them.
 */
public final class VouchKeys {

    static final String PREFIX = "vouch-";
    private static final String SUFFIX = ".key";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private VouchKeys() {}

    /** Makes the regions' first secrets where they are missing, good at once, each readable by its owner alone. */
    public static void ensure(Path directory, Collection<String> regions) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (String region : regions) {
                if (versions(directory, PREFIX + region).isEmpty()) {
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

    /** The versions of a name that lie here, newest first. */
    static List<KeyId> versions(Path directory, String name) {
        return all(directory).stream().filter(id -> id.name().equals(name)).toList();
    }

    /** Every secret here, newest first. */
    static List<KeyId> all(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(PREFIX) && file.endsWith(SUFFIX))
                    .map(file -> KeyId.parse(file.substring(0, file.length() - SUFFIX.length())))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(KeyId::version).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + directory + " cannot be read", e);
        }
    }

    static OctetSequenceKey read(Path directory, KeyId id) {
        try {
            OctetSequenceKey key = OctetSequenceKey.parse(Files.readString(directory.resolve(id + SUFFIX)));
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
        KeyFiles.replace(directory, id + SUFFIX, key.toJSONString(), KeyFiles.OWNER_ONLY);
    }

    static void drop(Path directory, KeyId id) throws IOException {
        Files.deleteIfExists(directory.resolve(id + SUFFIX));
    }
}
