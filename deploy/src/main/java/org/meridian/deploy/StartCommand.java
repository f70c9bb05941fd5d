package org.meridian.deploy;

import java.util.List;
import java.util.concurrent.Callable;
import org.meridian.db.cluster.LocalCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "start",
        description = "Starts one process of a region again, or all of them, and waits until they are healthy.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    @Mixin
    private Which which = new Which();

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        Plan plan = home.plan();
        List<App> apps = which.apps(plan);
        Progress progress = new Progress(System.out);
        LocalCluster cluster = LocalCluster.open(home.cluster());
        if (which.isDatabase()) {
            cluster.start(which.region());
            progress.step(which.region() + ": database node is ready");
        }
        new Starter(home, plan, progress, JavaCommand.LOCAL).start(apps, cluster, 3);
        return 0;
    }
}
