package org.meridian.bench.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.meridian.bench.measure.Cpu;
import org.meridian.bench.measure.Memory;

/**
 * A process that has just become healthy.
 *
 * @param wall seconds since it was asked for
 * @param cpu seconds of processor time
 * @param memory megabytes
 */
record Begun(String name, double wall, double cpu, double memory, long threads) {

    static Begun look(String name, ProcessHandle process, double wall) {
        return new Begun(name, wall, Cpu.total(process), Memory.now(process), threads(process.pid()));
    }

    private static long threads(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
