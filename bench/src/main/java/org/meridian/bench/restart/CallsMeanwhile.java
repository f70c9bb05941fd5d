package org.meridian.bench.restart;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.meridian.bench.load.city.Account;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.traffic.Outcome;

/** A city's calls on a fixed schedule, none of them sent twice, while something is done to the platform. */
record CallsMeanwhile(List<List<Outcome>> rounds, Account account) {

    /** Of a city's peak: what is shown is that nothing fails, not how much goes. */
    private static final double MULTIPLE = 0.01;

    private static final double SECONDS = 10;
    private static final double WARM_UP_SECONDS = 5;

    static void warmUp(City city) {
        Peak.offer(city, MULTIPLE, WARM_UP_SECONDS);
    }

    /** Until it is done, and a little longer. @throws java.util.concurrent.CompletionException when it failed */
    static CallsMeanwhile until(City city, CompletableFuture<Void> done) {
        List<List<Outcome>> rounds = new ArrayList<>();
        Account account = new Account(0, 0, 0, 0);
        boolean last;
        do {
            last = done.isDone();
            Peak.Result result = Peak.offer(city, MULTIPLE, SECONDS);
            rounds.add(result.outcomes());
            account = result.accounts().values().stream().reduce(account, Account::and);
        } while (!last);
        done.join();
        return new CallsMeanwhile(rounds, account);
    }

    void report(String prefix, Findings findings) {
        for (int i = 0; i < rounds.size(); i++) {
            String when = prefix + ", round " + (i + 1) + " of " + rounds.size() + ": ";
            rounds.get(i)
                    .forEach(outcome -> outcome.errors()
                            .forEach((kind, n) -> findings.remark(when + outcome.name() + ": " + n + " × " + kind)));
        }
        List<Outcome> outcomes = rounds.stream().flatMap(List::stream).toList();
        findings.add(Figure.count(
                prefix + ": calls meanwhile",
                outcomes.stream().mapToLong(Outcome::offered).sum()));
        findings.add(Check.none(
                prefix + ": calls that failed",
                outcomes.stream().mapToLong(Outcome::failed).sum()));
        findings.add(Figure.lowerIsBetter(
                prefix + ": the slowest kind's p99",
                outcomes.stream().mapToDouble(o -> o.milliseconds(99)).max().orElse(0),
                "ms"));
        findings.add(Figure.count(prefix + ": acknowledged", account.acknowledged()));
        findings.add(Check.none(prefix + ": acknowledged and lost", account.lost()));
        findings.add(Check.none(prefix + ": doubled", account.doubled()));
        findings.add(Check.none(prefix + ": there without being asked for", account.unexpected()));
    }
}
