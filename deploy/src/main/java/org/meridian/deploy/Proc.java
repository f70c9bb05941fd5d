package org.meridian.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Linux tells about its processes in /proc. */
final class Proc {

    private static final Path PROC = Path.of("/proc");

    private Proc() {}

    /**
     * When a process started, exact enough to tell it from a later one with the same id; empty when there is none or it
     * is dead and only not yet reaped.
     */
    static Optional<String> startMark(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            String boot =
                    Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            return Optional.of(boot + "/" + fields[19]); // field 22: clock ticks between boot and start
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Resident memory in bytes; 0 when there is no such process. */
    static long rss(long pid) {
        try {
            return Files.readAllLines(PROC.resolve(pid + "/status")).stream()
                    .filter(l -> l.startsWith("VmRSS:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** The command's words; empty when there is no such process. */
    static List<String> commandLine(long pid) {
        try {
            byte[] words = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
            return List.of(new String(words, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Memory in bytes that can be had without swapping. */
    static long availableMemory() {
        try {
            return Files.readAllLines(PROC.resolve("meminfo")).stream()
                    .filter(l -> l.startsWith("MemAvailable:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Who listens on a TCP port, as far as this user may see it. */
    static Optional<Long> listener(int port) {
        Set<String> sockets = listening(port);
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .map(ProcessHandle::pid)
                        .filter(pid -> holds(pid, sockets))
                        .findFirst();
    }

    /** Whether this process listens on a TCP port, which others may do too. */
    static boolean listens(long pid, int port) {
        return holds(pid, listening(port));
    }

    private static Set<String> listening(int port) {
        String hex = ":%04X".formatted(port);
        try {
            return Stream.concat(lines("net/tcp"), lines("net/tcp6"))
                    .map(l -> l.strip().split("\\s+"))
                    .filter(f -> f.length > 9 && f[1].endsWith(hex) && f[3].equals("0A"))
                    .map(f -> "socket:[" + f[9] + "]")
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static Stream<String> lines(String file) throws IOException {
        Path path = PROC.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path).stream() : Stream.empty();
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(PROC.resolve(pid + "/fd"))) {
            return descriptors.anyMatch(d -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(d).toString());
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            return false;
        }
    }
}
