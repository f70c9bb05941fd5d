package org.meridian.deploy;

import java.util.List;
import java.util.concurrent.Callable;
import org.meridian.db.cluster.LocalCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description = "Makes the AOT caches of later starts, one after the other; deploy/up does it behind the scenes.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "REGION", description = "Whose configuration the training starts use.")
    private String region = "";

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        Plan plan = home.plan();
        Progress progress = new Progress(System.out);
        Starter starter = new Starter(home, plan, progress, "local");
        List<App> apps = plan.of(region);
        new Training(home, starter, progress).run(apps, LocalCluster.open(home.cluster()), plan);
        return 0;
    }
}
