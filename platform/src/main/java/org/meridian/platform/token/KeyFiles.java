package org.meridian.platform.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A folder of signing keys: {@code <name>.jwk} holds one private Ed25519 key (RFC 8037), {@code jwks.json} the public
 * halves of all. The keys named {@code registration-<region>} sign people's tokens; any other name is a service that
 * signs only for itself.
 */
public final class KeyFiles {

    private static final String PUBLIC_KEYS = "jwks.json";

    private KeyFiles() {}

    /** Makes the keys that are missing, each readable by its owner alone, and writes the list of public ones anew. */
    public static void ensure(Path directory, Collection<String> names) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            List<JWK> publicKeys = new ArrayList<>();
            for (String name : names) {
                Path file = directory.resolve(name + ".jwk");
                if (Files.notExists(file)) {
                    var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
                    Files.createFile(file, ownerOnly);
                    Files.writeString(file, generate(name).toJSONString(), StandardOpenOption.TRUNCATE_EXISTING);
                }
                publicKeys.add(privateKey(directory, name).toPublicJWK());
            }
            Files.writeString(directory.resolve(PUBLIC_KEYS), new JWKSet(publicKeys).toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the signing keys in " + directory + " cannot be made", e);
        }
    }

    static OctetKeyPair privateKey(Path directory, String name) {
        try {
            return OctetKeyPair.parse(Files.readString(directory.resolve(name + ".jwk")));
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key " + name + " cannot be read", e);
        } catch (ParseException e) {
            throw new IllegalStateException("the signing key " + name + " is damaged", e);
        }
    }

    /** The public keys of the folder, as they are published under {@code /.well-known/jwks.json}. */
    public static JWKSet publicKeys(Path directory) {
        try {
            return JWKSet.load(directory.resolve(PUBLIC_KEYS).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the public keys in " + directory + " cannot be read", e);
        } catch (ParseException e) {
            throw new IllegalStateException("the public keys in " + directory + " are damaged", e);
        }
    }

    private static OctetKeyPair generate(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] der = pair.getPublic().getEncoded(); // ends with the raw 32 bytes, RFC 8410
            byte[] point = Arrays.copyOfRange(der, der.length - 32, der.length);
            return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                    .d(Base64URL.encode(secret))
                    .keyID(name)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key", e);
        }
    }
}
