package org.meridian.bench.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.meridian.db.cluster.LocalCluster;

/** What an operator does to a running platform, by deploy's scripts. */
public final class Operator {

    private final Stack stack;
    private final Scripts scripts;
    private final Supplier<Stack> anew;

    /** @param anew the platform, by the topology as it is then */
    Operator(Stack stack, Scripts scripts, Supplier<Stack> anew) {
        this.stack = stack;
        this.scripts = scripts;
        this.anew = anew;
    }

    /** Ends these processes of a region and starts them again with other settings, given as environment variables. */
    public void restart(String region, List<String> names, Map<String, String> settings) {
        for (String name : names) {
            stack.process(region, name).ifPresent(p -> {
                p.destroyForcibly();
                p.onExit().join();
            });
            scripts.with(settings).run("start", region, name);
        }
    }

    /** Kills all processes of the region but the database and starts them again, all at once. */
    public void restartAll() {
        stack.processes().forEach((name, process) -> {
            if (!name.equals("database")) {
                process.destroyForcibly();
                process.onExit().join();
            }
        });
        scripts.run("start", Stack.REGION);
    }

    /** Replaces processes one after another by successors, while they serve. */
    public void replace(List<String> names) {
        List<String> arguments = new ArrayList<>(List.of(Stack.REGION));
        arguments.addAll(names);
        scripts.run("restart", arguments.toArray(String[]::new));
    }

    /**
     * Has a new region come to the platform, and everybody who runs live by a changed topology, one process after another.
     *
     * @return the same platform as it is then
     */
    public Stack extended(UnaryOperator<String> topologyFile, String newRegion) {
        Ground.changeTopology(scripts.folder(), topologyFile);
        if (stack.isBreakable()) {
            stack.network().beforeDatabase(newRegion, stack.topology().regions().size(), 0);
        }
        scripts.run("up", "--detach", "--no-day", "--no-training", "--regions", Stack.REGION + "," + newRegion);
        List<String> names = new ArrayList<>(LocalCluster.SERVICES);
        names.add("gateway");
        replace(names);
        return anew.get();
    }

    /** Copies the region's data while it works. */
    public void backup(Path folder) {
        scripts.run("backup", Stack.REGION, folder.toString());
    }

    /** Puts a copy back; the region's services are away meanwhile. */
    public void restore(Path folder) {
        scripts.run("restore", Stack.REGION, folder.toString());
    }

    /** Makes the AOT caches with which processes start from now on. */
    public void train() {
        scripts.run("train", Stack.REGION);
    }
}
