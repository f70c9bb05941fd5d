package org.meridian.platform.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes a new version of a key into use while everything runs. A version is published first, signs from a time that is
 * written into it, and is dropped when nothing that it signed lives any more.
 */
public final class KeyRotation {

    /** The shortest time between publishing and signing: whoever verifies looks at the list every few seconds. */
    public static final Duration SHORTEST_LEAD = KeyRing.CHECKED_EVERY.multipliedBy(3);

    private final Path folder;
    private final Clock clock;

    public KeyRotation(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** What a version is doing. */
    public enum Phase {
        /** Others can verify what it will sign. */
        PUBLISHED,
        SIGNING,
        /** Signs no longer; what it signed may live. */
        RETIRED
    }

    /**
     * A version of a key.
     *
     * @param until when the phase ends: it signs, it can be dropped; {@link Instant#MAX} for one that signs until told
     *     otherwise
     */
    public record Version(KeyId id, Phase phase, Instant until) {}

    /** The names of which there are private keys. */
    public List<String> names() {
        return Stream.concat(KeyFiles.PRIVATE.all(folder).stream(), VouchKeys.FILES.all(folder).stream())
                .map(KeyId::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** All versions of all keys that are published, by name, newest first. */
    public List<Version> versions() {
        return names().stream().flatMap(this::versions).toList();
    }

    /**
     * Makes and publishes the next version of a key.
     *
     * @param lead how long it is published before it signs
     * @throws IllegalStateException while another version waits to sign
     */
    public Version publish(String name, Duration lead) {
        if (lead.compareTo(SHORTEST_LEAD) < 0) {
            throw new IllegalArgumentException("A key is published at least " + SHORTEST_LEAD.toSeconds()
                    + " s before it signs, or others could not verify yet.");
        }
        return locked(() -> {
            List<Version> known = versions(name).toList();
            if (known.isEmpty()) {
                throw new IllegalStateException("There is no key " + name + ".");
            }
            if (known.getFirst().phase() == Phase.PUBLISHED) {
                throw new IllegalStateException(known.getFirst().id() + " is published already and not signing yet.");
            }
            Instant from = Instant.ofEpochSecond(clock.instant().plus(lead).getEpochSecond() + 1);
            KeyId next = known.getFirst().id().next();
            try {
                make(next, from);
            } catch (IOException e) {
                throw new UncheckedIOException("The key could not be written.", e);
            }
            return new Version(next, Phase.PUBLISHED, from);
        });
    }

    private void make(KeyId id, Instant from) throws IOException {
        if (VouchKeys.isOne(id.name())) {
            VouchKeys.make(folder, id, from);
            return;
        }
        OctetKeyPair key = KeyFiles.generate(id, from);
        KeyFiles.writePrivate(folder, key);
        KeyFiles.addPublic(folder, key);
    }

    /**
     * Drops the retired versions of a key: tokens that they signed are refused from then on.
     *
     * @param atOnce also those that may have signed what still lives: a key that was stolen
     * @return those that were dropped
     */
    public List<KeyId> drop(String name, boolean atOnce) {
        return locked(() -> {
            List<KeyId> dropped = versions(name)
                    .filter(version -> version.phase() == Phase.RETIRED)
                    .filter(version -> atOnce || !version.until().isAfter(clock.instant()))
                    .map(Version::id)
                    .toList();
            try {
                for (KeyId id : dropped) {
                    if (VouchKeys.isOne(name)) {
                        VouchKeys.drop(folder, id);
                    } else {
                        KeyFiles.drop(folder, id);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The key could not be dropped.", e);
            }
            return dropped;
        });
    }

    private Stream<Version> versions(String name) {
        List<Version> versions = new ArrayList<>();
        Instant now = clock.instant();
        Instant followedAt = null;
        for (JWK key : published(name)) {
            KeyId id = KeyId.parse(key.getKeyID()).orElseThrow();
            Instant from = KeyFiles.signsFrom(key);
            if (from.isAfter(now)) {
                versions.add(new Version(id, Phase.PUBLISHED, from));
            } else if (followedAt == null) {
                versions.add(new Version(id, Phase.SIGNING, Instant.MAX));
                followedAt = from;
            } else {
                versions.add(new Version(id, Phase.RETIRED, followedAt.plus(afterlife(id))));
                followedAt = from;
            }
        }
        return versions.stream();
    }

    private List<? extends JWK> published(String name) {
        if (VouchKeys.isOne(name)) {
            return VouchKeys.FILES.of(folder, name).stream()
                    .map(id -> VouchKeys.read(folder, id))
                    .toList();
        }
        return KeyFiles.publicKeys(folder).getKeys().stream()
                .filter(key -> KeyId.parse(key.getKeyID())
                        .filter(id -> id.name().equals(name))
                        .isPresent())
                .sorted(Comparator.comparingInt((JWK key) ->
                                KeyId.parse(key.getKeyID()).orElseThrow().version())
                        .reversed())
                .toList();
    }

    /** How long what a key signed last can be met after the next version signs, which issuers learn within seconds. */
    private static Duration afterlife(KeyId id) {
        Duration life = id.region().isPresent() ? Tokens.LONGEST_LIFE : Tokens.SERVICE_LIFE;
        return life.plus(Tokens.CLOCK_SKEW.multipliedBy(2)).plus(KeyRing.CHECKED_EVERY.multipliedBy(2));
    }

    /** One rotation at a time in a folder, whoever runs it. */
    private <T> T locked(Supplier<T> work) {
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(".rotation"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IllegalStateException("Another rotation is at work.");
            }
            return work.get();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be written to.", e);
        }
    }
}
