package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.meridian.db.cluster.LocalCluster;

/**
 * Makes the AOT caches that later starts use: one training start per module, one at a time, at the lowest priority, in a
 * process of its own that goes on behind {@code deploy/up}.
 */
final class Training {

    private static final int LIMIT_MINUTES = 5;

    private final Home home;
    private final Starter starter;
    private final Progress progress;

    Training(Home home, Starter starter, Progress progress) {
        this.home = home;
        this.starter = starter;
        this.progress = progress;
    }

    /** Whether a module has no valid cache yet. */
    boolean isDue(List<App> apps) {
        return onePerModule(apps).stream()
                .anyMatch(a -> !Files.exists(starter.java().cache(a, starter.jar(a.module()))));
    }

    /** Starts this very launcher again behind the scenes, with its {@code train} command. */
    void startBehind(String region) {
        try {
            new ProcessBuilder(List.of(
                            "setsid",
                            "nice",
                            "-n",
                            "19",
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx48m",
                            "-XX:TieredStopAtLevel=1",
                            "-Dmeridian.home=" + home.root(),
                            "-Dmeridian.run=" + home.run(),
                            "-Dmeridian.process=launcher:train",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Deploy.class.getName(),
                            "train",
                            region))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(home.log("aot").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void run(List<App> apps, LocalCluster cluster, Plan plan) {
        for (App app : onePerModule(apps)) {
            BootJar jar = starter.jar(app.module());
            Path cache = starter.java().cache(app, jar);
            if (!Files.exists(cache)) {
                AppConfig.write(AppConfig.of(app, plan, home, cluster), home.config(app));
                train(app, jar, cache);
            }
        }
    }

    private void train(App app, BootJar jar, Path cache) {
        Path fresh = cache.resolveSibling(cache.getFileName() + ".new");
        try {
            removeOld(app, cache);
            Process process = new ProcessBuilder(starter.java().train(app, jar, fresh))
                    .directory(home.run().toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.log("aot-" + app.module()).toFile()))
                    .start();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
            if (Files.exists(fresh)) {
                Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
                progress.step(app.module() + ": AOT cache of " + (Files.size(cache) >> 20) + " MB is made");
            } else {
                progress.step(app.module() + ": no AOT cache (exit status " + process.exitValue() + "), see "
                        + home.log("aot-" + app.module()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeployException("interrupted", e);
        }
    }

    /** Of earlier builds; a running JVM keeps its file open, so deleting is harmless. */
    private static void removeOld(App app, Path cache) throws IOException {
        Path folder = cache.getParent();
        if (folder != null) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.getFileName().toString().startsWith(app.module()))
                        .toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<App> onePerModule(List<App> apps) {
        return apps.stream()
                .filter(a -> a.region().equals(apps.getFirst().region()))
                .toList();
    }
}
