package org.meridian.deploy;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "day", description = "Plays the day on what runs.", mixinStandardHelpOptions = true)
final class DayCommand implements Callable<Integer> {

    @Option(names = "--regions", split = ",", paramLabel = "REGION", description = "The day of these regions only.")
    private List<String> regions = List.of();

    @Option(names = "--through", paramLabel = "REGION", description = "Make every call through this region's gateway.")
    private @Nullable String through;

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        Plan plan = home.plan();
        List<String> chosen = regions.isEmpty() ? plan.regions() : regions;
        for (String region : chosen) {
            App gateway = plan.of(region, App.GATEWAY);
            if (Health.status(gateway) == 0) {
                throw new DeployException("The gateway of " + region + " doesn't answer at " + gateway.address()
                        + ". Start it with deploy/up --detach, or play other regions with --regions.");
            }
        }
        return DayPlay.run(home, chosen, through);
    }
}
