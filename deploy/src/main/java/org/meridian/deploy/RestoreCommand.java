package org.meridian.deploy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.meridian.db.cluster.Backup;
import org.meridian.db.cluster.LocalCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description =
                "Puts a copy that deploy/backup made in the place of a region's data, which are kept beside it. The region's"
                        + " services end before and start after it; the other regions go on.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "REGION", description = "Whose data.")
    private String region = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The copy.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        Plan plan = home.plan();
        Progress progress = new Progress(System.out);
        LocalCluster cluster = LocalCluster.open(home.cluster());
        Apps apps = new Apps(home);
        List<App> running = plan.of(region).stream()
                .filter(app -> apps.process(app).isPresent())
                .toList();
        Backup.check(folder.toAbsolutePath()); // before anything ends
        String profiles = running.stream()
                .flatMap(app -> apps.process(app).stream())
                .findFirst()
                .map(JavaCommand::profilesOf)
                .orElse(JavaCommand.LOCAL);
        // what a service remembers is of the data that go
        apps.stop(running);
        long begin = System.nanoTime();
        Path before = Backup.putBack(cluster, region, folder.toAbsolutePath(), Clock.systemUTC());
        progress.step("%s: the database node has the data of %s after %.1f s; those from before are in %s"
                .formatted(region, folder, (System.nanoTime() - begin) / 1e9, before));
        new Starter(home, plan, progress, profiles)
                .start(running, cluster, Runtime.getRuntime().availableProcessors() + 1);
        return 0;
    }
}
