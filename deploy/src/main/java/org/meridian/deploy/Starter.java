package org.meridian.deploy;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.meridian.db.cluster.LocalCluster;

/** Brings processes up, a few at a time: all at once they only take the two cores, and the page cache, from each other. */
final class Starter {

    private static final int LOG_LINES = 25;
    private static final int LOOKS = 4;
    private static final int BETWEEN_LOOKS_MS = 500;

    private final Home home;
    private final Plan plan;
    private final Apps apps;
    private final Progress progress;
    private final JavaCommand java;
    private final Map<String, BootJar> jars = new LinkedHashMap<>();

    Starter(Home home, Plan plan, Progress progress, String profiles) {
        this.home = home;
        this.plan = plan;
        this.apps = new Apps(home);
        this.progress = progress;
        this.java = new JavaCommand(home, profiles);
    }

    /** Takes apart the jars of these processes' modules. */
    void unpack(List<App> wanted) {
        wanted.stream().map(App::module).distinct().forEach(this::jar);
    }

    synchronized BootJar jar(String module) {
        return jars.computeIfAbsent(
                module,
                m -> BootJar.unpack(
                        home.root().resolve(m).resolve("target").resolve(m + "-1.0-SNAPSHOT.jar"), home.run()));
    }

    JavaCommand java() {
        return java;
    }

    /** Starts what doesn't run and returns when all are healthy. @throws DeployException for the first that fails */
    void start(List<App> wanted, LocalCluster cluster, int atOnce) {
        var queue = new ArrayBlockingQueue<>(Math.max(1, wanted.size()), true, wanted);
        var failure = new AtomicReference<RuntimeException>();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            workers.add(Thread.ofPlatform().daemon().start(() -> {
                App app;
                while (failure.get() == null && (app = queue.poll()) != null) {
                    try {
                        start(app, cluster);
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    }
                }
            }));
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DeployException("interrupted", e);
            }
        }
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    private void start(App app, LocalCluster cluster) {
        Optional<ProcessHandle> running = apps.process(app);
        if (running.isPresent() && Health.isUp(app)) {
            progress.step(app + " is running already (pid " + running.get().pid() + ")");
            return;
        }
        running.ifPresent(process -> progress.step(app + " runs already (pid " + process.pid()
                + ") and is not healthy: waiting for it. What an earlier run left behind, deploy/down ends."));
        long begin = System.nanoTime();
        ProcessHandle process = running.orElseGet(() -> {
            AppConfig.write(AppConfig.of(app, plan, home, cluster), home.config(app));
            return apps.start(app, java.serve(app, jar(app.module()))).toHandle();
        });
        untilHealthy(app, process);
        progress.step("%s is healthy (pid %d, %d MB, took %.1f s)"
                .formatted(app, process.pid(), Proc.rss(process.pid()) >> 20, (System.nanoTime() - begin) / 1e9));
    }

    /**
     * Starts another one beside the one that serves, and returns when new callers come to it. A moment after it listens they
     * do; until then the old one may be who answers, so it is asked more than once.
     */
    ProcessHandle startSuccessor(App app, LocalCluster cluster) {
        AppConfig.write(AppConfig.of(app, plan, home, cluster), home.config(app));
        ProcessHandle successor =
                apps.startSuccessor(app, java.serve(app, jar(app.module()))).toHandle();
        for (int times = 0; times < LOOKS; times++) {
            untilHealthy(app, successor);
            Pause.millis(BETWEEN_LOOKS_MS);
        }
        untilHealthy(app, successor);
        return successor;
    }

    private void untilHealthy(App app, ProcessHandle process) {
        long begin = System.nanoTime();
        Patience patience = new Patience();
        boolean told = false;
        // who listens is asked last: where the kernel has room for many connections it takes milliseconds to tell
        while (!Health.isUp(app) || !Proc.listens(process.pid(), app.port())) {
            if (Proc.startMark(process.pid()).isEmpty()) {
                throw new DeployException(app + " ended while it was starting. The end of " + home.log(app.id()) + ":\n"
                        + apps.logTail(app, LOG_LINES));
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (patience.isOver(waited, processorTime(process))) {
                throw new DeployException(app + " is not healthy after " + waited.toSeconds()
                        + " s (its health page says "
                        + Health.status(app) + "; " + share(process) + "). The end of " + home.log(app.id()) + ":\n"
                        + apps.logTail(app, LOG_LINES));
            }
            if (!told && waited.compareTo(Patience.LEAST) > 0) {
                progress.step(app + " is still at work on its start (" + share(process) + ")");
                told = true;
            }
            Pause.millis(100);
        }
    }

    private static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Tells one that hangs from one that was given no processor. */
    private static String share(ProcessHandle process) {
        return "process %d has had %d s of processor time, and the machine's load is %.1f on %d processors"
                .formatted(
                        process.pid(),
                        processorTime(process).toSeconds(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Runtime.getRuntime().availableProcessors());
    }
}
