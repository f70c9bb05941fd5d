package org.meridian.platform.handover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets that listen on a port, as Linux tells of them in /proc; elsewhere there are none. */
final class Listeners {

    private static final Path PROC = Path.of("/proc");
    private static final List<String> TABLES = List.of("self/net/tcp", "self/net/tcp6");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;

    /** Sent and received, hexadecimal; of a socket that listens the latter are the connections that wait. */
    private static final int QUEUES = 4;

    private static final int INODE = 9;

    private Listeners() {}

    /** Whether more than one socket listens there: there is a successor, or still a predecessor. */
    static boolean areSeveral(int port) {
        return on(port).size() > 1;
    }

    /** How many connections wait there until this process accepts them. */
    static int waiting(int port) {
        Map<String, Integer> sockets = on(port);
        return own(sockets.keySet()).stream()
                .mapToInt(descriptor -> sockets.getOrDefault(target(descriptor), 0))
                .sum();
    }

    /** The numbers by which this process knows its own that listen there. */
    static List<Integer> own(int port) {
        return own(on(port).keySet()).stream()
                .map(descriptor -> Integer.parseInt(descriptor.getFileName().toString()))
                .toList();
    }

    private static List<Path> own(Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(PROC.resolve("self/fd"))) {
            return descriptors
                    .filter(descriptor -> sockets.contains(target(descriptor)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** By their names, how many connections wait at each. */
    private static Map<String, Integer> on(int port) {
        String suffix = ":%04X".formatted(port);
        return TABLES.stream()
                .flatMap(Listeners::lines)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(field ->
                        field.length > INODE && field[LOCAL_ADDRESS].endsWith(suffix) && field[STATE].equals(LISTENING))
                .collect(Collectors.toMap(
                        field -> "socket:[" + field[INODE] + "]",
                        field -> Integer.parseInt(field[QUEUES].substring(field[QUEUES].indexOf(':') + 1), 16),
                        (one, same) -> one));
    }

    private static Stream<String> lines(String table) {
        try {
            Path file = PROC.resolve(table);
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
