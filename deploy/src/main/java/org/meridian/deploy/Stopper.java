package org.meridian.deploy;

import java.util.List;
import org.meridian.db.cluster.LocalCluster;

/** Ends everything in order: services, gateways, the training of caches, database nodes. */
final class Stopper {

    private Stopper() {}

    static void stopAll(Home home, Progress progress) {
        Plan plan = home.plan();
        Apps apps = new Apps(home);
        List<ProcessHandle> training = apps.all().stream()
                .filter(p -> Proc.commandLine(p.pid()).stream()
                        .anyMatch(w -> w.startsWith("-Dmeridian.process=") && !w.endsWith(":serve")))
                .toList();
        training.forEach(ProcessHandle::destroyForcibly);
        stop("services", plan.apps().stream().filter(a -> !a.isGateway()).toList(), apps, progress);
        stop("gateways", plan.apps().stream().filter(App::isGateway).toList(), apps, progress);
        Apps.end(apps.all()); // of an earlier topology
        LocalCluster cluster = LocalCluster.open(home.cluster());
        long nodes = cluster.nodes().stream()
                .filter(n -> cluster.process(n.region()).isPresent())
                .count();
        cluster.close();
        progress.step(nodes == 0 ? "no database node was running" : nodes + " database nodes stopped, data kept");
    }

    private static void stop(String what, List<App> which, Apps apps, Progress progress) {
        long running = which.stream().filter(a -> apps.process(a).isPresent()).count();
        apps.stop(which);
        if (running > 0) {
            progress.step(running + " " + what + " stopped");
        }
    }
}
