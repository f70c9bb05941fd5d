package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The one process that starts, serves or stops what belongs to an installation's folder: two would undo each other's work. It is
 * so for as long as its JVM lives.
 */
final class Launcher {

    /** Longer than {@code deploy/down} takes when nothing ends by itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A channel that is collected lets go of its lock. */
    private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

    private final Home home;
    private final PidFile pidFile;

    Launcher(Home home) {
        this.home = home;
        this.pidFile = new PidFile(home.pidFile(Home.LAUNCHER));
    }

    /** The {@code deploy/up} that starts or serves, if there is one. */
    Optional<ProcessHandle> process() {
        return pidFile.process();
    }

    /** For {@code deploy/up}. @throws DeployException when somebody else is at it */
    void begin() {
        if (!isOurs()) {
            throw new DeployException(
                    "Another deploy/up is starting or serving from %s, or a deploy/down is stopping it%s."
                                    .formatted(home.run(), named())
                            + " End it with Ctrl-C in its terminal, or with deploy/down.");
        }
        pidFile.write(ProcessHandle.current().pid());
    }

    /** For {@code deploy/down}: ends who starts or serves, in order as with Ctrl-C, and waits for who stops already. */
    void takeOver() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isOurs()) {
            Apps.end(process().stream().toList());
            if (System.nanoTime() > end) {
                throw new DeployException("Another deploy/down or deploy/up is still at work in %s after %d s%s."
                        .formatted(home.run(), PATIENCE.toSeconds(), named()));
            }
            Pause.millis(50);
        }
        pidFile.delete();
    }

    private String named() {
        return process().map(other -> " (process " + other.pid() + ")").orElse("");
    }

    @SuppressWarnings("resource") // the lock ends with the process
    private boolean isOurs() {
        home.makeFolders();
        try {
            FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            HELD.add(channel);
            if (channel.tryLock() != null) {
                return true;
            }
            HELD.remove(channel);
            channel.close();
            return false;
        } catch (OverlappingFileLockException e) {
            throw new DeployException("this process holds the lock already", e);
        } catch (IOException e) {
            throw new UncheckedIOException(home.lock() + " cannot be locked", e);
        }
    }
}
