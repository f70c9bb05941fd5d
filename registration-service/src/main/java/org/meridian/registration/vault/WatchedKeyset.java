package org.meridian.registration.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wrapping keys of a file that may be replaced while we run: while it is used it is looked at every two seconds, and at
 * once when something was wrapped under a key that is not known. A file that can't be read changes nothing.
 */
final class WatchedKeyset {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedKeyset.class);
    private static final long LOOK_EVERY = Duration.ofSeconds(2).toNanos();

    private final Path file;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime() + LOOK_EVERY);
    private volatile Loaded loaded;

    private record Stamp(
            FileTime modified, long size, @Nullable Object inode) {}

    private record Loaded(Stamp stamp, WrappingKeys keys) {}

    /** @throws IllegalStateException when the file is missing, or is no such keyset */
    WatchedKeyset(Path file) {
        this.file = file;
        try {
            this.loaded = load(stamp());
        } catch (IOException e) {
            throw new IllegalStateException("the data-protection keyset " + file + " cannot be read", e);
        }
    }

    WrappingKeys current() {
        long due = nextLook.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_EVERY)) {
            reread();
        }
        return loaded.keys();
    }

    /** What the file has at this moment. */
    synchronized WrappingKeys reread() {
        try {
            Stamp stamp = stamp();
            if (!stamp.equals(loaded.stamp())) {
                loaded = load(stamp);
                LOG.info(
                        "the data-protection keyset was replaced: keys {}, primary {}",
                        loaded.keys().ids(),
                        loaded.keys().primary());
            }
        } catch (IOException | IllegalStateException e) {
            LOG.error(
                    "the data-protection keyset {} cannot be read; the keys of before stay: {}", file, e.getMessage());
        }
        return loaded.keys();
    }

    /** Stamped before it is read: what is written meanwhile is seen the next time. */
    private Loaded load(Stamp stamp) {
        return new Loaded(stamp, new WrappingKeys(KeysetFile.read(file)));
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
