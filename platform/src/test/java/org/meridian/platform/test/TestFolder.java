package org.meridian.platform.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** For files that a whole test run needs; what one test needs has a {@code @TempDir}. */
public final class TestFolder {

    private TestFolder() {}

    /** A folder of the temporary directory that goes with this JVM, unless that is killed. */
    public static Path untilExit(String prefix) {
        try {
            File folder = Files.createTempDirectory(prefix).toFile();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder)));
            return folder.toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
