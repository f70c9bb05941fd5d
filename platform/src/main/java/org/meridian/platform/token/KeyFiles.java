package org.meridian.platform.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.meridian.platform.secret.GeneratedSecrets;

/**
 * A folder of signing keys: {@code <name>.<version>.jwk} holds one private Ed25519 key (RFC 8037), {@code jwks.json} the
 * public halves of all that may still be met. The keys named {@code registration-<region>} sign the tokens of people of
 * that region's countries; any other name is a service that signs only for itself. A file is replaced as a whole, never
 * written into, so a reader sees the old or the new one.
 */
public final class KeyFiles {

    static final String PUBLIC_KEYS = "jwks.json";
    /** The private halves. */
    static final KeyVersions PRIVATE = new KeyVersions("", ".jwk");

    static final String OWNER_ONLY = "rw-------";

    private KeyFiles() {}

    /** Makes a first version of the keys that are missing, good at once, each readable by its owner alone. */
    public static void ensure(Path directory, Collection<String> names) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (String name : names) {
                if (PRIVATE.of(directory, name).isEmpty()) {
                    writePrivate(directory, generate(new KeyId(name, 1), Instant.EPOCH));
                }
                for (KeyId id : PRIVATE.of(directory, name)) {
                    addPublic(directory, privateKey(directory, id));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the signing keys in " + directory + " cannot be made", e);
        }
    }

    static OctetKeyPair privateKey(Path directory, KeyId id) {
        try {
            OctetKeyPair key = OctetKeyPair.parse(Files.readString(directory.resolve(PRIVATE.file(id))));
            if (!id.toString().equals(key.getKeyID()) || !key.isPrivate()) {
                throw new IllegalStateException("the file of the signing key " + id + " holds another");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key " + id + " cannot be read", e);
        } catch (ParseException e) {
            throw new IllegalStateException("the signing key " + id + " is damaged", e);
        }
    }

    /** From when on a key signs. */
    static Instant signsFrom(JWK key) {
        Date from = key.getNotBeforeTime();
        return from == null ? Instant.EPOCH : from.toInstant();
    }

    /** The public keys of the folder, as they are published under {@code /.well-known/jwks.json}. */
    public static JWKSet publicKeys(Path directory) {
        try {
            return JWKSet.parse(Files.readString(directory.resolve(PUBLIC_KEYS)));
        } catch (IOException e) {
            throw new UncheckedIOException("the public keys in " + directory + " cannot be read", e);
        } catch (ParseException e) {
            throw new IllegalStateException("the public keys in " + directory + " are damaged", e);
        }
    }

    static void addPublic(Path directory, OctetKeyPair key) throws IOException {
        List<JWK> keys = new ArrayList<>(published(directory));
        if (keys.stream().noneMatch(known -> key.getKeyID().equals(known.getKeyID()))) {
            keys.add(key.toPublicJWK());
            replace(directory, PUBLIC_KEYS, new JWKSet(keys).toString(), "rw-r--r--");
        }
    }

    static void drop(Path directory, KeyId id) throws IOException {
        List<JWK> keys = published(directory).stream()
                .filter(key -> !id.toString().equals(key.getKeyID()))
                .toList();
        replace(directory, PUBLIC_KEYS, new JWKSet(keys).toString(), "rw-r--r--");
        Files.deleteIfExists(directory.resolve(PRIVATE.file(id)));
    }

    static void writePrivate(Path directory, OctetKeyPair key) throws IOException {
        replace(directory, key.getKeyID() + PRIVATE.suffix(), key.toJSONString(), OWNER_ONLY);
    }

    private static List<JWK> published(Path directory) {
        return Files.exists(directory.resolve(PUBLIC_KEYS))
                ? publicKeys(directory).getKeys()
                : List.of();
    }

    static void replace(Path directory, String name, String content, String permissions) throws IOException {
        Path draft = Files.createTempFile(
                directory,
                name,
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        try {
            Files.writeString(draft, isLocal(directory) ? GeneratedSecrets.marked(content) : content);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(permissions));
            Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw new IOException("the folder " + directory + " is gone", e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** What follows a key that was generated for profile local was generated for it too. */
    private static boolean isLocal(Path directory) {
        Path published = directory.resolve(PUBLIC_KEYS);
        return Files.exists(published) && GeneratedSecrets.isMarked(published);
    }

    static OctetKeyPair generate(KeyId id, Instant signsFrom) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] der = pair.getPublic().getEncoded(); // ends with the raw 32 bytes, RFC 8410
            byte[] point = Arrays.copyOfRange(der, der.length - 32, der.length);
            return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                    .d(Base64URL.encode(secret))
                    .keyID(id.toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.EdDSA)
                    .notBeforeTime(Date.from(signsFrom))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key", e);
        }
    }
}
