package org.meridian.platform.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of one kind in a folder of keys, one for each version of each key: {@code <name>.<version><suffix>}.
 *
 * @param prefix how the names of this kind begin
 */
record KeyVersions(String prefix, String suffix) {

    /** Every one here, newest first. */
    List<KeyId> all(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(prefix) && file.endsWith(suffix))
                    .map(file -> KeyId.parse(file.substring(0, file.length() - suffix.length())))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(KeyId::version).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + directory + " cannot be read", e);
        }
    }

    /** Those of one key, newest first. */
    List<KeyId> of(Path directory, String name) {
        return all(directory).stream().filter(id -> id.name().equals(name)).toList();
    }

    String file(KeyId id) {
        return id + suffix;
    }
}
