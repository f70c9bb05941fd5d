package org.meridian.platform.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign an audit trail's checkpoints. Each region has its own, which no other region needs:
 * {@code audit-<region>.jwk}. They sign no tokens, so whoever steals one calls nobody. {@code audit-keys.json} holds the
 * public halves of all that there ever were, since a checkpoint must be verifiable for years; a key's id names its region
 * and its version: {@code audit-eu.1}.
 */
public final class AuditKeys {

    private static final String PUBLIC_KEYS = "audit-keys.json";
    private static final String PREFIX = "audit-";

    private final Path directory;
    private final String region;
    private final Map<String, PublicKey> known = new ConcurrentHashMap<>();

    /**
     * @param region whose key signs here
     * @throws IllegalStateException when it has none
     */
    public AuditKeys(Path directory, String region) {
        this.directory = directory;
        this.region = region;
        if (Files.notExists(file(directory, region))) {
            throw new IllegalStateException("the key of " + region + "'s audit trail is missing: audit-" + region
                    + ".jwk in the folder of keys");
        }
    }

    private AuditKeys(Path directory) {
        this.directory = directory;
        this.region = "";
    }

    /** For somebody who verifies and has no key to sign with. */
    public static AuditKeys toVerifyWith(Path directory) {
        return new AuditKeys(directory);
    }

    /** A signature and the id of the key that made it. */
    @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
    public record Signed(String kid, byte[] signature) {}

    /** Signs with the region's present key, which may have been replaced while this runs. */
    public Signed sign(byte[] message) {
        OctetKeyPair jwk = privateKey(directory, region);
        return new Signed(jwk.getKeyID(), Ed25519.sign(Ed25519.privateKey(jwk), message));
    }

    /** Whether a key of this region made the signature. */
    public boolean verify(String ofRegion, String kid, byte[] message, byte[] signature) {
        if (!region(kid).filter(ofRegion::equals).isPresent()) {
            return false;
        }
        @Nullable
        PublicKey key = known.computeIfAbsent(kid, id -> publicKeys(directory).get(id));
        return key != null && Ed25519.verify(key, message, signature);
    }

    /** The region that a key belongs to, by the key's id. */
    public static Optional<String> region(String kid) {
        return KeyId.parse(kid)
                .map(KeyId::name)
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()));
    }

    /** Makes the regions' first keys where they are missing, each readable by its owner alone. */
    public static void ensure(Path directory, Collection<String> regions) {
        try {
            Files.createDirectories(directory, attributes("rwx------"));
            for (String region : regions) {
                if (Files.notExists(file(directory, region))) {
                    write(directory, new KeyId(PREFIX + region, 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the keys of the audit trail cannot be made", e);
        }
    }

    /** A new key for a region; what the old one has signed remains verifiable. */
    public static void rotate(Path directory, String region) {
        try {
            String kid = privateKey(directory, region).getKeyID();
            KeyId present =
                    KeyId.parse(kid).orElseThrow(() -> new IllegalStateException("no id of an audit key: " + kid));
            write(directory, present.next());
        } catch (IOException e) {
            throw new UncheckedIOException("the key of " + region + "'s audit trail cannot be replaced", e);
        }
    }

    /** The public keys' file, as it may be given to anybody. */
    public static JWKSet published(Path directory) {
        Path file = directory.resolve(PUBLIC_KEYS);
        try {
            return Files.exists(file) ? JWKSet.load(file.toFile()) : new JWKSet();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (ParseException e) {
            throw new IllegalStateException(file + " is damaged", e);
        }
    }

    private static void write(Path directory, KeyId id) throws IOException {
        OctetKeyPair fresh = KeyFiles.generate(id, Instant.EPOCH);
        Map<String, JWK> all = new LinkedHashMap<>();
        published(directory).getKeys().forEach(jwk -> all.put(jwk.getKeyID(), jwk));
        all.put(fresh.getKeyID(), fresh.toPublicJWK());
        // the public half first: nothing is signed by a key that nobody knows
        replace(directory.resolve(PUBLIC_KEYS), new JWKSet(List.copyOf(all.values())).toString());
        replace(directory.resolve(id.name() + ".jwk"), fresh.toJSONString());
    }

    private static OctetKeyPair privateKey(Path directory, String region) {
        try {
            return OctetKeyPair.parse(Files.readString(file(directory, region)));
        } catch (IOException e) {
            throw new UncheckedIOException("the key of " + region + "'s audit trail cannot be read", e);
        } catch (ParseException e) {
            throw new IllegalStateException("the key of " + region + "'s audit trail is damaged", e);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, attributes("rw-------"));
        Files.writeString(fresh, text, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<Set<PosixFilePermission>> attributes(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static Map<String, PublicKey> publicKeys(Path directory) {
        return published(directory).getKeys().stream()
                .collect(Collectors.toMap(JWK::getKeyID, jwk -> Ed25519.publicKey(jwk.toOctetKeyPair())));
    }

    private static Path file(Path directory, String region) {
        return directory.resolve(PREFIX + region + ".jwk");
    }
}
