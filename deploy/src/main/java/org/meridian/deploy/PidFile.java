package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Remembers a process by its id and its start, so that a stranger who got the same id later is never taken for it. */
record PidFile(Path file) {

    void write(long pid) {
        try {
            String mark = Proc.startMark(pid).orElse("gone");
            Files.createDirectories(file.getParent());
            Files.writeString(file, pid + "\n" + mark + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** The process, if it is the one that was written down and still runs. */
    Optional<ProcessHandle> process() {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2 || !lines.getFirst().matches("\\d{1,18}")) {
                return Optional.empty();
            }
            long pid = Long.parseLong(lines.getFirst());
            return Proc.startMark(pid).filter(lines.get(1)::equals).flatMap(mark -> ProcessHandle.of(pid));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }
}
