package org.meridian.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.meridian.bench.BenchException;
import org.meridian.bench.measure.Until;
import org.meridian.db.cluster.FreePort;

/** A service of the bench's own, on the database and with the JVM flags of one that runs, for as long as it is measured. */
public final class Peer implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    private final Process process;
    private final URI address;

    private Peer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** @param service whose settings and flags it takes: database, pool, heap, collector */
    public static Peer like(Stack stack, String service, Class<?> application) {
        try {
            int port = FreePort.find(1);
            Path log = Files.createDirectories(stack.run().resolve("log")).resolve("peer.log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
            command.addAll(flags(stack.process(service).orElseThrow()));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), application.getName()));
            command.add("--spring.config.additional-location=file:" + stack.settings(Stack.REGION, service));
            command.add("--meridian.service=" + service);
            command.add("--server.port=" + port);
            command.add("--logging.config=classpath:logback.xml"); // to its output
            command.add("--logging.level.org.apache.catalina=off"); // what fails is counted
            command.add("--logging.level.org.hibernate=off");
            Process process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Peer started = new Peer(process, URI.create("http://127.0.0.1:" + port));
            if (Double.isNaN(Until.seconds(
                            START, Duration.ofMillis(100), () -> Nginx.listens(port) || !process.isAlive()))
                    || !process.isAlive()) {
                started.close();
                throw new BenchException("the peer does not start; see " + log);
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** But for the AOT cache, which is one program's. */
    private static List<String> flags(ProcessHandle service) {
        return Stream.of(service.info().arguments().orElse(new String[0]))
                .takeWhile(flag -> !flag.equals("-jar"))
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("--"))
                .filter(flag -> !flag.startsWith("-XX:AOTCache"))
                .toList();
    }

    public URI address() {
        return address;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        Ending.of(process, 20);
    }
}
