package org.meridian.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.meridian.bench.BenchException;

/**
 * A platform's folder is one bench's at a time, until its JVM has ended: another one's start deletes what this one measures, and the end
 * of this one, which may take half a minute, would stop what that one has started.
 */
final class Claim {

    /** A channel that is collected lets go of its lock. */
    private static final Map<Path, FileChannel> HELD = new HashMap<>();

    private Claim() {}

    /** @throws BenchException when it is another process's */
    static synchronized void of(Path folder) {
        if (HELD.containsKey(folder)) {
            return;
        }
        Path file = folder.resolve("bench.lock");
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new BenchException(
                        "Another bench works with the platform in " + folder + ", or is just ending it (process "
                                + Files.readString(file).strip() + "). Wait for its end.");
            }
            HELD.put(folder, channel);
            String pid = Long.toString(ProcessHandle.current().pid());
            channel.truncate(0).write(StandardCharsets.UTF_8.encode(pid)); // closing another channel would end the lock
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be locked", e);
        }
    }
}
