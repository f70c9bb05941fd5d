package org.meridian.platform.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of a folder as they are now. The file is looked at again every few seconds while it is used, and at a key
 * that is not known, but never more than once a second: tokens with made-up keys cost no more than others. A file that
 * cannot be read leaves the keys as they were.
 */
public final class KeyRing {

    /** After so long at the latest a changed file is known to everybody who uses it. */
    static final Duration CHECKED_EVERY = Duration.ofSeconds(3);

    static final Duration CHECKED_AT_A_MISS = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final Path folder;
    private final Clock clock;
    private final AtomicLong checkedAt;
    private volatile Loaded loaded;

    /** A key that is published. The same object as long as it is: no record, because identity is what counts. */
    static final class Published {

        private final KeyId id;
        private final byte[] point;
        private final PublicKey key;

        private Published(KeyId id, byte[] point, PublicKey key) {
            this.id = id;
            this.point = point;
            this.key = key;
        }

        KeyId id() {
            return id;
        }

        PublicKey key() {
            return key;
        }

        boolean hasPoint(byte[] other) {
            return Arrays.equals(point, other);
        }
    }

    private record Stamp(
            FileTime modified, long size, @Nullable Object file) {}

    private record Loaded(Stamp stamp, Map<String, Published> byHeader, List<Published> all, JWKSet json) {}

    /** @throws UncheckedIOException when there are no public keys */
    public KeyRing(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.checkedAt = new AtomicLong(clock.millis());
        try {
            this.loaded = load(stamp(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the public keys in " + folder + " cannot be read", e);
        }
    }

    /** As they are published, RFC 7517. */
    public Map<String, Object> json() {
        return current(CHECKED_EVERY).json().toJSONObject(true);
    }

    /** The key that a token's first part names, when it is exactly what we write for it. */
    @Nullable
    Published byHeader(String header) {
        Published known = current(CHECKED_EVERY).byHeader().get(header);
        return known != null ? known : current(CHECKED_AT_A_MISS).byHeader().get(header);
    }

    /** Whether this key is still published. */
    boolean holds(Published key) {
        return current(CHECKED_EVERY).byHeader().get(Tokens.header(key.id())) == key;
    }

    /** Every published version of a name. */
    List<Published> named(String name) {
        return current(CHECKED_EVERY).all().stream()
                .filter(key -> key.id().name().equals(name))
                .toList();
    }

    private Loaded current(Duration age) {
        long now = clock.millis();
        long last = checkedAt.get();
        if ((now - last >= age.toMillis() || now < last) && checkedAt.compareAndSet(last, now)) {
            refresh();
        }
        return loaded;
    }

    private void refresh() {
        try {
            Stamp stamp = stamp();
            if (!stamp.equals(loaded.stamp())) {
                loaded = load(stamp, loaded.byHeader());
                LOG.info(
                        "the public keys have changed: {}",
                        loaded.all().stream().map(Published::id).toList());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the public keys cannot be read; those known stay in use: {}", e.toString());
        }
    }

    private Stamp stamp() throws IOException {
        var attributes = Files.readAttributes(folder.resolve(KeyFiles.PUBLIC_KEYS), BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    private Loaded load(Stamp stamp, Map<String, Published> before) {
        JWKSet json = KeyFiles.publicKeys(folder);
        Map<String, Published> byHeader = new HashMap<>();
        for (JWK jwk : json.getKeys()) {
            OctetKeyPair key = jwk.toOctetKeyPair();
            KeyId id = KeyId.parse(key.getKeyID())
                    .orElseThrow(() -> new IllegalStateException("no name of a key: " + key.getKeyID()));
            String header = Tokens.header(id);
            byte[] point = key.getDecodedX();
            Published known = before.get(header);
            byHeader.put(
                    header,
                    known != null && known.hasPoint(point) ? known : new Published(id, point, Ed25519.publicKey(key)));
        }
        if (byHeader.isEmpty()) {
            throw new IllegalStateException("there is no public key in " + folder);
        }
        return new Loaded(stamp, Map.copyOf(byHeader), List.copyOf(byHeader.values()), json);
    }
}
