package org.meridian.platform.token;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version of a key that signs now: the newest whose time has come and whose public half is published, so that nobody is
 * given what others can't verify yet. The folder is looked at again every few seconds while it is used.
 */
final class SigningKey {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKey.class);

    private final Path folder;
    private final String name;
    private final KeyRing published;
    private final Clock clock;
    private final AtomicLong checkedAt;
    private volatile Current current;

    /** @param header a token's first part */
    record Current(KeyId id, String header, PrivateKey key) {}

    /** @throws IllegalStateException when no version of the name can sign */
    SigningKey(Path folder, String name, Clock clock) {
        this.folder = folder;
        this.name = name;
        this.clock = clock;
        this.published = new KeyRing(folder, clock);
        this.checkedAt = new AtomicLong(clock.millis());
        this.current = newest(null)
                .orElseThrow(() -> new IllegalStateException("no key " + name + " in " + folder + " can sign"));
    }

    Current current() {
        long now = clock.millis();
        long last = checkedAt.get();
        if ((now - last >= KeyRing.CHECKED_EVERY.toMillis() || now < last) && checkedAt.compareAndSet(last, now)) {
            refresh();
        }
        return current;
    }

    private void refresh() {
        try {
            Current before = current;
            current = newest(before).orElse(before);
            if (!current.id().equals(before.id())) {
                LOG.info("{} signs from now on, no longer {}", current.id(), before.id());
            }
        } catch (RuntimeException e) {
            LOG.warn("the key {} cannot be looked for; the version known stays in use: {}", name, e.toString());
        }
    }

    private Optional<Current> newest(@Nullable Current before) {
        for (KeyId id : KeyFiles.PRIVATE.of(folder, name)) {
            if (before != null && before.id().equals(id)) {
                return Optional.of(before);
            }
            OctetKeyPair key = KeyFiles.privateKey(folder, id);
            if (!KeyFiles.signsFrom(key).isAfter(clock.instant()) && isPublished(id, key)) {
                return Optional.of(new Current(id, Tokens.header(id), Ed25519.privateKey(key)));
            }
        }
        return Optional.empty();
    }

    private boolean isPublished(KeyId id, OctetKeyPair key) {
        return published.named(name).stream()
                .anyMatch(other -> other.id().equals(id) && other.hasPoint(key.getDecodedX()));
    }
}
