package org.meridian.bench.restart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.Account;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.world.World;

/** A city's calls, on a fixed schedule and none of them sent twice, while every process of the region is replaced. */
public final class RestartExperiment implements Experiment {

    /** Of a city's peak: what is shown is that nothing fails, not how much goes. */
    private static final double MULTIPLE = 0.01;

    private static final double SECONDS = 10;
    private static final double WARM_UP_SECONDS = 5;

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        Peak.offer(city, MULTIPLE, WARM_UP_SECONDS);
        Map<String, ProcessHandle> before = world.stack().processes();
        List<String> names = before.keySet().stream()
                .filter(name -> !name.equals("database"))
                .toList();
        long begin = System.nanoTime();
        CompletableFuture<Void> replacing =
                CompletableFuture.runAsync(() -> world.stack().replace(names));
        List<Outcome> outcomes = new ArrayList<>();
        Account account = new Account(0, 0, 0, 0);
        do {
            Peak.Result result = Peak.offer(city, MULTIPLE, SECONDS);
            outcomes.addAll(result.outcomes());
            account = result.accounts().values().stream().reduce(account, Account::and);
        } while (!replacing.isDone());
        replacing.join();
        report(outcomes, account, findings);
        Map<String, ProcessHandle> after = world.stack().processes();
        findings.add(Check.equal(
                "restart: processes with a successor",
                names.stream()
                        .filter(name -> after.containsKey(name)
                                && after.get(name).pid() != before.get(name).pid())
                        .count(),
                "",
                names.size()));
        findings.add(
                Figure.plain("restart: the region's six, one after another", (System.nanoTime() - begin) / 1e9, "s"));
    }

    private static void report(List<Outcome> outcomes, Account account, Findings findings) {
        outcomes.forEach(outcome -> outcome.errors()
                .forEach((kind, n) -> findings.remark("restart: " + outcome.name() + ": " + n + " × " + kind)));
        findings.add(Figure.count(
                "restart: calls meanwhile",
                outcomes.stream().mapToLong(Outcome::offered).sum()));
        findings.add(Check.none(
                "restart: calls that failed",
                outcomes.stream().mapToLong(Outcome::failed).sum()));
        findings.add(Figure.lowerIsBetter(
                "restart: the slowest kind's p99",
                outcomes.stream().mapToDouble(o -> o.milliseconds(99)).max().orElse(0),
                "ms"));
        findings.add(Figure.count("restart: acknowledged", account.acknowledged()));
        findings.add(Check.none("restart: acknowledged and lost", account.lost()));
        findings.add(Check.none("restart: doubled", account.doubled()));
        findings.add(Check.none("restart: there without being asked for", account.unexpected()));
    }
}
