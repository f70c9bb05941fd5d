package org.meridian.db.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.meridian.db.cluster.LocalCluster.Options;

/**
 * A shell that outlives this JVM by a moment: it reads from a pipe that only this JVM holds, so it notices even a
 * SIGKILL, and then stops the servers that would otherwise be left over.
 */
final class Companion {

    private static final String SCRIPT = """
            cat >/dev/null
            cd "$1" || exit 0
            for file in */data/postmaster.pid; do
              [ -f "$file" ] || continue
              pid=$(head -n 1 "$file")
              tr '\\0' ' ' <"/proc/$pid/cmdline" | grep -qF -- "$1/" && kill -INT "$pid"
            done 2>/dev/null
            [ "$2" = true ] || exit 0
            for i in 1 2 3 4 5 6 7 8 9 10; do
              ls */data/postmaster.pid >/dev/null 2>&1 || break
              sleep 1
            done
            cd / && rm -rf -- "$1"
            """;

    private final Process shell;

    private Companion(Process shell) {
        this.shell = shell;
    }

    static Companion of(Options options) {
        try {
            return new Companion(new ProcessBuilder(List.of(
                            "setsid",
                            "sh",
                            "-c",
                            SCRIPT,
                            "meridian-companion",
                            options.directory().toString(),
                            Boolean.toString(options.temporary())))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The servers were stopped in order: nothing is left to do. */
    void dismiss() {
        shell.destroyForcibly();
    }
}
