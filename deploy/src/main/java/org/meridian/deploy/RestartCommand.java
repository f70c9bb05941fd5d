package org.meridian.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.meridian.db.cluster.LocalCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "restart",
        description =
                "Replaces the processes of a region one after another, while they serve: each gets a successor on its own"
                        + " port, which takes all new connections, and ends when nobody is connected to it any more.",
        mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {

    /** Longer than {@code meridian.handover.patience} and what a process takes to end after that. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Mixin
    private Which which = new Which();

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        Plan plan = home.plan();
        Apps apps = new Apps(home);
        Progress progress = new Progress(System.out);
        LocalCluster cluster = LocalCluster.open(home.cluster());
        List<App> late = new ArrayList<>();
        for (App app : which.apps(plan)) {
            Optional<ProcessHandle> old = apps.process(app);
            if (old.isEmpty()) {
                new Starter(home, plan, progress, JavaCommand.LOCAL).start(List.of(app), cluster, 1);
            } else if (!replace(
                    app,
                    old.get(),
                    new Starter(home, plan, progress, JavaCommand.profilesOf(old.get())),
                    cluster,
                    progress)) {
                late.add(app);
            }
        }
        if (which.isDatabase()) {
            long begin = System.nanoTime();
            cluster.restart(which.region());
            progress.step("%s: database node was away for %.1f s"
                    .formatted(which.region(), (System.nanoTime() - begin) / 1e9));
        }
        return late.isEmpty() ? 0 : 1;
    }

    private static boolean replace(
            App app, ProcessHandle old, Starter starter, LocalCluster cluster, Progress progress) {
        long begin = System.nanoTime();
        ProcessHandle successor = starter.startSuccessor(app, cluster);
        long healthy = System.nanoTime();
        old.destroy();
        boolean inTime = Apps.awaitEnd(List.of(old), LONGEST);
        if (!inTime) {
            old.destroyForcibly();
        }
        progress.step("%s: %d follows %d, healthy after %.1f s; the old one %s after another %.1f s"
                .formatted(
                        app,
                        successor.pid(),
                        old.pid(),
                        (healthy - begin) / 1e9,
                        inTime ? "ended" : "did not end and was killed",
                        (System.nanoTime() - healthy) / 1e9));
        return inTime;
    }
}
