package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The processes of services and gateways: found, started, stopped and killed one by one. */
final class Apps {

    private static final Duration STOP = Duration.ofSeconds(15);

    private final Home home;

    Apps(Home home) {
        this.home = home;
    }

    PidFile pidFile(App app) {
        return new PidFile(home.pidFile(app.id()));
    }

    /** The process that serves, if it runs; found by its command line when its pid file is lost. */
    Optional<ProcessHandle> process(App app) {
        return pidFile(app).process().or(() -> marked(app.id() + ":serve"));
    }

    /** The regions that have at least one process. */
    List<String> regions(Plan plan) {
        return plan.regions().stream()
                .filter(r -> plan.of(r).stream().anyMatch(a -> process(a).isPresent()))
                .toList();
    }

    /** Any process of this installation. */
    List<ProcessHandle> all() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private Optional<ProcessHandle> marked(String purpose) {
        return all().stream()
                .filter(p -> Proc.commandLine(p.pid()).contains("-Dmeridian.process=" + purpose))
                .findFirst();
    }

    private boolean isOurs(ProcessHandle process) {
        List<String> words = Proc.commandLine(process.pid());
        return words.contains("-Dmeridian.run=" + home.run())
                && words.stream().anyMatch(w -> w.startsWith("-Dmeridian.process="))
                && Proc.startMark(process.pid()).isPresent();
    }

    /** @throws DeployException when its port is taken */
    Process start(App app, List<String> command) {
        needs(app, app.port());
        needs(app, app.actuatorPort());
        return run(
                app, command, ProcessBuilder.Redirect.to(home.output(app.id()).toFile()));
    }

    /** Beside the one that serves, whose ports it shares and whose place it takes. */
    Process startSuccessor(App app, List<String> command) {
        return run(
                app,
                command,
                ProcessBuilder.Redirect.appendTo(home.output(app.id()).toFile()));
    }

    private Process run(App app, List<String> command, ProcessBuilder.Redirect output) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.run().toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            pidFile(app).write(process.pid());
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(app + " could not be started", e);
        }
    }

    private static void needs(App app, int port) {
        Proc.listener(port).ifPresent(pid -> {
            throw new DeployException("%s needs port %d, and another program listens there: process %d (%s)."
                            .formatted(app, port, pid, brief(pid))
                    + " Stop that program, then run deploy/up again.");
        });
    }

    /** Asks all of them to end, waits, and kills who doesn't. */
    void stop(List<App> apps) {
        List<ProcessHandle> running =
                apps.stream().flatMap(a -> process(a).stream()).toList();
        end(running);
        apps.forEach(a -> pidFile(a).delete());
    }

    static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        if (!awaitEnd(processes, STOP)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(processes, STOP);
        }
    }

    /** SIGKILL; whether there was something to kill. */
    boolean kill(App app) {
        Optional<ProcessHandle> process = process(app);
        process.ifPresent(p -> {
            p.destroyForcibly();
            awaitEnd(List.of(p), STOP);
        });
        pidFile(app).delete();
        return process.isPresent();
    }

    /** The last lines of its log, and what the JVM itself said. */
    String logTail(App app, int lines) {
        return tail(home.log(app.id()), lines) + "\n" + tail(home.output(app.id()), lines);
    }

    private static String tail(Path file, int lines) {
        try {
            List<String> all = Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no " + file.getFileName() + ")";
        }
    }

    static boolean awaitEnd(List<ProcessHandle> processes, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (processes.stream().anyMatch(p -> Proc.startMark(p.pid()).isPresent())) {
            if (System.nanoTime() > end) {
                return false;
            }
            Pause.millis(20);
        }
        return true;
    }

    private static String brief(long pid) {
        String words = String.join(" ", Proc.commandLine(pid));
        return words.length() > 100 ? words.substring(0, 100) + "…" : words;
    }
}
