package org.meridian.platform.handover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static final int INODE = 9;

    private Listeners() {}

    /** Whether more than one socket listens there: there is a successor, or still a predecessor. */
    static boolean areSeveral(int port) {
        return on(port).size() > 1;
    }

    /** The numbers by which this process knows its own that listen there. */
    static List<Integer> own(int port) {
        Set<String> sockets = on(port);
        try (Stream<Path> descriptors = Files.list(PROC.resolve("self/fd"))) {
            return descriptors
                    .filter(descriptor -> sockets.contains(target(descriptor)))
                    .map(descriptor -> Integer.parseInt(descriptor.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Set<String> on(int port) {
        String suffix = ":%04X".formatted(port);
        return TABLES.stream()
                .flatMap(Listeners::lines)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(field ->
                        field.length > INODE && field[LOCAL_ADDRESS].endsWith(suffix) && field[STATE].equals(LISTENING))
                .map(field -> "socket:[" + field[INODE] + "]")
                .collect(Collectors.toSet());
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
