package org.meridian.bench.security.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.meridian.bench.BenchException;

/** A program from outside, for a bounded time, its output in a file. */
public record Tool(Path folder) {

    /** Whether it ended by itself in time. */
    public boolean run(String name, Duration atMost, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".out").toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            boolean ended = process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return ended;
        } catch (IOException e) {
            throw new BenchException(command.getFirst() + " is not there: apt-get install wapiti sqlmap", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    public String output(String name) {
        try {
            return Files.readString(folder.resolve(name), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
