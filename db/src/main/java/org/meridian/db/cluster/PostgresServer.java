package org.meridian.db.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meridian.db.cluster.LocalCluster.Node;

/** One node's server process and its data folder. */
final class PostgresServer {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Node node;
    private final Path folder;
    private final Path data;
    private final Path log;

    PostgresServer(Node node, Path folder) {
        this.node = node;
        this.folder = folder.toAbsolutePath();
        this.data = this.folder.resolve("data");
        this.log = this.folder.resolve("postgres.log");
    }

    /** Whom the node trusts, where the server itself can read it. */
    Path authority() {
        return data.resolve(Settings.AUTHORITY);
    }

    Path data() {
        return data;
    }

    Path log() {
        return log;
    }

    /** The server process that runs on this data folder, whoever started it. */
    Optional<ProcessHandle> process() {
        List<String> lines = postmasterPid();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.getFirst().strip());
        return ProcessHandle.of(pid)
                .filter(Processes::isRunning)
                .filter(p -> Processes.commandLine(pid).contains(data.toString()));
    }

    /** Starts the server unless one of an earlier run is there and listens where it should. */
    void start(Path binaries, RunAs runAs, Settings settings, String ownerPassword) {
        Optional<ProcessHandle> leftOver = process();
        if (leftOver.isPresent()) {
            if (listensAsWanted()) {
                return;
            }
            stop();
        }
        refuseTakenPort();
        try {
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                initialise(binaries, runAs, settings, ownerPassword);
            }
            settings.write(node, data, runAs);
            if (process().isEmpty() && isRecycledPid()) {
                Files.deleteIfExists(data.resolve("postmaster.pid")); // PostgreSQL would take the stranger for itself
            }
            Process server = new ProcessBuilder(runAs.command(
                            List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString())))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            server.getOutputStream().close();
            awaitReady(server);
        } catch (IOException e) {
            throw new UncheckedIOException("the database node of " + node.region() + " could not be started", e);
        }
    }

    /** Ends it in order: running statements are broken off, everything acknowledged is on disk. */
    void stop() {
        process().ifPresent(server -> {
            Processes.signal(server, "INT");
            if (!Processes.awaitEnd(List.of(server), STOP)) {
                kill();
            }
        });
    }

    /** SIGKILL for the server and all its children at once, as a power cut would. */
    void kill() {
        process().ifPresent(server -> {
            List<ProcessHandle> all = new ArrayList<>(List.of(server));
            all.addAll(server.descendants().toList());
            all.forEach(ProcessHandle::destroyForcibly);
            Processes.awaitEnd(all, STOP);
        });
    }

    private void initialise(Path binaries, RunAs runAs, Settings settings, String ownerPassword) throws IOException {
        Folders.delete(data); // of an initialisation that was broken off
        Files.createDirectories(folder);
        Path passwordFile = folder.resolve("owner");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, ownerPassword);
        if (runAs.isOtherUser()) {
            for (Path path : List.of(folder, passwordFile)) {
                Files.setAttribute(path, "unix:uid", 65534);
            }
        }
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + LocalCluster.OWNER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale"));
        if (!settings.keptBetweenRuns()) {
            command.add("--no-sync");
        }
        Process initdb = new ProcessBuilder(runAs.command(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        int status = await(initdb);
        Files.deleteIfExists(passwordFile);
        if (status != 0) {
            throw new ClusterException("initdb failed for region " + node.region() + " (exit status " + status
                    + "); the end of " + log + ":\n" + LogTail.of(log));
        }
    }

    private void awaitReady(Process server) {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            if (!server.isAlive()) {
                throw new ClusterException("PostgreSQL of region " + node.region()
                        + " ended while starting; the end of " + log + ":\n" + LogTail.of(log));
            }
            List<String> lines = postmasterPid();
            if (lines.size() >= 8 && "ready".equals(lines.get(7).strip()) && answers()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new ClusterException("PostgreSQL of region " + node.region() + " was not ready within "
                        + START.toSeconds() + " s; the end of " + log + ":\n" + LogTail.of(log));
            }
            Processes.pause(20);
        }
    }

    private boolean listensAsWanted() {
        List<String> lines = postmasterPid();
        return lines.size() >= 8
                && lines.get(3).strip().equals(Integer.toString(node.port()))
                && lines.get(5).strip().equals(node.host())
                && answers();
    }

    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(node.host(), node.port()), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void refuseTakenPort() {
        if (!isFree(node.host(), node.port())) {
            throw new ClusterException("The database node of region " + node.region() + " needs " + node.host() + ":"
                    + node.port() + ", and another program listens there. Stop that program ('ss -ltnp sport = :"
                    + node.port() + "' shows which one it is) or choose another port, then start again.");
        }
    }

    static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isRecycledPid() {
        List<String> lines = postmasterPid();
        return !lines.isEmpty()
                && ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).isPresent();
    }

    private List<String> postmasterPid() {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while waiting for the database", e);
        }
    }
}
