package org.meridian.deploy;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything; the data stay.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        new Launcher(home).takeOver();
        Stopper.stopAll(home, new Progress(System.out));
        return 0;
    }
}
