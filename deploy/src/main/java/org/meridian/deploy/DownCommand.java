package org.meridian.deploy;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops everything; the data stay.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        Progress progress = new Progress(System.out);
        List<ProcessHandle> launchers = Apps.launchers(home);
        if (launchers.isEmpty()) {
            Stopper.stopAll(home, progress);
        } else { // it stops all in order, as with Ctrl-C
            Apps.end(launchers);
            Stopper.stopAll(home, progress);
        }
        return 0;
    }
}
