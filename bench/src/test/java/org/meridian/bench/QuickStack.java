package org.meridian.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.stack.Ports;
import org.meridian.bench.stack.Stack;

/**
 * The platform of three regions, on ports of its own, that the quick forms of all suites share: its start takes longer than some
 * of them. They come in the order of their names: {@code faults} counts all rows there are, {@code security} ends with an audit
 * trail that was tampered with. Each of them also runs alone.
 */
final class QuickStack {

    private static @Nullable Stack running;

    private QuickStack() {}

    /** Started by whoever comes first. */
    static synchronized Stack shared() {
        if (running == null) {
            Path root = Path.of("..").toAbsolutePath().normalize();
            running = Stack.start(root, Path.of("target/platform"), Ports.OF_THE_TESTS, Stack.ALL_REGIONS);
        }
        return running;
    }

    /** By the last one. When there is none, as one class ran alone, the JVM's end does it. */
    static synchronized void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
