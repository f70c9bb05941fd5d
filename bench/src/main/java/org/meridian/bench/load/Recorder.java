package org.meridian.bench.load;

import java.util.Map;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.traffic.Outcome;

/** What every experiment reports alike. */
final class Recorder {

    private Recorder() {}

    /**
     * Failed calls, and the database's account.
     *
     * @param forgiving a slow machine may refuse some calls, or let them wait too long: then only other failures count, and
     *     half of the calls must have been served
     */
    static void failures(String prefix, Peak.Result result, boolean forgiving, Findings findings) {
        for (Outcome outcome : result.outcomes()) {
            String name = prefix + ": " + outcome.name();
            outcome.errors().forEach((kind, n) -> findings.remark(name + ": " + n + " × " + kind));
            if (forgiving) {
                findings.add(Check.none(name + ", failed other than by slowness", failedOtherwise(outcome)));
                findings.add(
                        Check.atLeast(name + ", served", (double) outcome.served(), "calls", outcome.offered() / 2.0));
            } else {
                findings.add(Check.none(name + ", failed", outcome.failed()));
            }
        }
        result.accounts().forEach((flow, account) -> {
            String name = prefix + ": " + flow;
            findings.add(Figure.count(name + ", acknowledged", account.acknowledged()));
            findings.add(Check.none(name + ", acknowledged and lost", account.lost()));
            findings.add(Check.none(name + ", doubled", account.doubled()));
            findings.add(Check.none(name + ", there without being asked for", account.unexpected()));
        });
    }

    private static long failedOtherwise(Outcome outcome) {
        return outcome.errors().entrySet().stream()
                .filter(e -> !e.getKey().startsWith("503")
                        && !e.getKey().startsWith("504")
                        && !e.getKey().startsWith("no")) // not sent, no answer
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Microseconds of processor time for each call that was answered. */
    static void cpu(String prefix, Peak.Result result, Findings findings) {
        cpu(
                prefix,
                result.cpu(),
                result.outcomes().stream().mapToLong(Outcome::answered).sum(),
                findings);
    }

    /** Of what else the machine did it is no news that there is more or less. */
    static void cpu(String prefix, CpuCount.Used used, long calls, Findings findings) {
        used.perRequest(calls).forEach((process, micros) -> {
            String name = prefix + ": processor time, " + process;
            findings.add(
                    process.equals(CpuCount.OTHERS)
                            ? Figure.plain(name, micros, "µs/call")
                            : Figure.lowerIsBetter(name, micros, "µs/call"));
        });
    }
}
