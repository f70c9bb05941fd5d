package org.meridian.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, the thread that took it comes before all others on the machine, where the system allows that (root, on Linux).
 * What comes from outside comes when it comes: a generator that waits for a processor beside those whom it loads sends in bunches, and
 * counts its own waiting as theirs. It takes no less of the processors by that.
 *
 * <p>Linux shares processors among sessions first ({@code /proc/self/autogroup}), then among threads; both are set.
 */
public final class Precedence implements AutoCloseable {

    private static final int FIRST = -15;
    private static final int AS_OTHERS = 0;
    private static final long SECONDS = 5;

    private final boolean granted;

    private Precedence(boolean granted) {
        this.granted = granted;
    }

    /** For the calling thread and its process's session. */
    public static Precedence take() {
        return new Precedence(niceness(FIRST));
    }

    /** Whether the system allows it. */
    public boolean isGranted() {
        return granted;
    }

    /** By the thread that took it. */
    @Override
    public void close() {
        if (granted) {
            niceness(AS_OTHERS);
        }
    }

    private static boolean niceness(int value) {
        try {
            Path session = Path.of("/proc/self/autogroup");
            if (Files.exists(session)) {
                Files.writeString(session, String.valueOf(value));
            }
            String thread = String.valueOf(
                    Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
            Process renice = new ProcessBuilder("renice", "-n", String.valueOf(value), "-p", thread)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return renice.waitFor(SECONDS, TimeUnit.SECONDS) && renice.exitValue() == 0;
        } catch (IOException e) {
            return false; // not Linux, or not allowed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
