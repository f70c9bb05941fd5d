package org.meridian.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.meridian.db.cluster.LocalCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "kill",
        description = "SIGKILL for one process of a region, or for all of them: a fault drill.",
        mixinStandardHelpOptions = true)
final class KillCommand implements Callable<Integer> {

    @Mixin
    private Which which = new Which();

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        List<App> apps = which.apps(home.plan());
        List<String> missing = new ArrayList<>();
        for (App app : apps) {
            report(app.toString(), new Apps(home).kill(app), missing);
        }
        if (which.isDatabase()) {
            LocalCluster cluster = LocalCluster.open(home.cluster());
            boolean ran = cluster.process(which.region()).isPresent();
            cluster.kill(which.region());
            report(which.region() + ": database node", ran, missing);
        }
        return missing.isEmpty() ? 0 : 1;
    }

    private static void report(String what, boolean killed, List<String> missing) {
        System.out.println(what + (killed ? " is killed" : " was not running"));
        if (!killed) {
            missing.add(what);
        }
    }
}
