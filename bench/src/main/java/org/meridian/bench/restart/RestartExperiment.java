package org.meridian.bench.restart;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.world.World;

/** Every process of the region is replaced while a city's calls go on. */
public final class RestartExperiment implements Experiment {

    @Override
    public String name() {
        return "restart";
    }

    /** Two minutes and more, and no part of a day with faults. */
    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        CallsMeanwhile.warmUp(city);
        Map<String, ProcessHandle> before = world.stack().processes();
        List<String> names = before.keySet().stream()
                .filter(name -> !name.equals("database"))
                .toList();
        long begin = System.nanoTime();
        CompletableFuture<Void> replacing =
                CompletableFuture.runAsync(() -> world.stack().operator().replace(names));
        CallsMeanwhile.until(city, replacing).report("restart", findings);
        Map<String, ProcessHandle> after = world.stack().processes();
        findings.add(Check.equal(
                "restart: processes with a successor",
                names.stream()
                        .filter(name -> after.containsKey(name) && !Objects.equals(after.get(name), before.get(name)))
                        .count(),
                "",
                names.size()));
        findings.add(Figure.plain("restart: the region's, one after another", (System.nanoTime() - begin) / 1e9, "s"));
    }
}
