package org.meridian.bench.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.meridian.bench.BenchException;
import org.meridian.bench.measure.Until;
import org.meridian.db.cluster.FreePort;

/** An nginx in front of one service, as a gateway's yardstick: it passes calls on and does nothing else. */
public final class Nginx implements AutoCloseable {

    private final Process process;
    private final URI address;

    private Nginx(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Where it is installed; it is looked for on the path and where Debian puts it. */
    public static Optional<Path> installed() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param folder for its files
     * @param workers as many as the gateway has event loops
     */
    public static Nginx before(URI service, Path nginx, Path folder, int workers) {
        try {
            Files.createDirectories(folder);
            int port = FreePort.find(1);
            Path settings = folder.resolve("nginx.conf");
            Files.writeString(settings, settings(service, folder, port, workers));
            Process process = new ProcessBuilder(nginx.toString(), "-p", folder.toString(), "-c", settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nginx.log").toFile())
                    .start();
            Nginx started = new Nginx(process, URI.create("http://127.0.0.1:" + port));
            if (Double.isNaN(Until.seconds(Duration.ofSeconds(10), Duration.ofMillis(20), () -> listens(port)))) {
                started.close();
                throw new BenchException("nginx does not listen; see " + folder.resolve("nginx.log"));
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(URI service, Path folder, int port, int workers) {
        return """
                daemon off;
                worker_processes %d;
                pid %s;
                error_log %s;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  keepalive_requests 100000000;
                  upstream service { server %s; keepalive 256; keepalive_requests 100000000; }
                  server {
                    listen 127.0.0.1:%d;
                    location / {
                      proxy_pass http://service;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                    }
                  }
                }
                """.formatted(
                workers, folder.resolve("nginx.pid"), folder.resolve("error.log"), service.getAuthority(), port);
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public URI address() {
        return address;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        Ending.of(process, 5);
    }
}
