package org.meridian.bench.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.meridian.bench.BenchException;

/**
 * A file system of its own for what a database node writes, small enough to be filled. It lies in memory and is mounted, which only
 * root may; the node must not run while it is put in and taken out.
 */
public final class SmallDisk implements AutoCloseable {

    private static final int PIECE = 1 << 16;

    private final Path data;
    private final Path aside;
    private final Thread atExit;

    private SmallDisk(Path data) {
        this.data = data;
        this.aside = data.resolveSibling("data-aside");
        this.atExit = new Thread(() -> status("umount", "-l", data.toString()));
    }

    /**
     * Under this folder, with all that is in it.
     *
     * @param room more bytes than that
     * @return nothing where nobody may mount
     */
    public static Optional<SmallDisk> under(Path data, long room) {
        SmallDisk disk = new SmallDisk(data);
        long size = disk.size() + room;
        disk.run("mv", data.toString(), disk.aside.toString());
        disk.run("mkdir", data.toString());
        if (disk.status("mount", "-t", "tmpfs", "-o", "size=" + size, "meridian-bench", data.toString()) != 0) {
            disk.run("rmdir", data.toString());
            disk.run("mv", disk.aside.toString(), data.toString());
            return Optional.empty();
        }
        Runtime.getRuntime().addShutdownHook(disk.atExit);
        disk.run("cp", "-a", disk.aside + "/.", data.toString());
        disk.run("chown", "--reference=" + disk.aside, data.toString());
        disk.run("chmod", "--reference=" + disk.aside, data.toString());
        return Optional.of(disk);
    }

    /** Until nothing more goes in. */
    public void fill() {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            if (data.toFile().getUsableSpace() > PIECE) {
                throw new UncheckedIOException(full);
            }
        }
    }

    public void empty() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return data.resolve("ballast");
    }

    /** Takes everything back to where it was. */
    @Override
    public void close() {
        empty();
        run("rm", "-rf", aside.toString());
        run("cp", "-a", data.toString(), aside.toString());
        run("umount", data.toString());
        run("rmdir", data.toString());
        run("mv", aside.toString(), data.toString());
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private long size() {
        try (Stream<Path> all = Files.walk(data)) {
            return all.mapToLong(path -> path.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String... command) {
        int status = status(command);
        if (status != 0) {
            throw new BenchException(String.join(" ", command) + " ended with " + status);
        }
    }

    private int status(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new BenchException(String.join(" ", command) + " does not end");
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
