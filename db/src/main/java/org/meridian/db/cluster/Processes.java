package org.meridian.db.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Other programs, by their process id; a dead one that nobody has reaped counts as gone. */
final class Processes {

    private Processes() {}

    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    /** The command line, its words separated by blanks; empty when there is no such process. */
    static String commandLine(long pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /** Sends a signal by its name, which Java itself can't: {@code INT}, {@code QUIT}. */
    static void signal(ProcessHandle process, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new ClusterException("process " + process.pid() + " could not be signalled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all of them ended in time. */
    static boolean awaitEnd(List<ProcessHandle> processes, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (processes.stream().anyMatch(Processes::isRunning)) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(10);
        }
        return true;
    }

    static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while waiting for the database", e);
        }
    }
}
