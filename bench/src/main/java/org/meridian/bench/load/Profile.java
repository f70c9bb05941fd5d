package org.meridian.bench.load;

import java.util.stream.Collectors;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.traffic.Outcome;

/** What a window's calls were late for: processor time by process, the compilers' part of it, waiting for a processor. */
final class Profile {

    private static final double MICROS = 1e6;

    private Profile() {}

    /** For a person who looks for the reason. */
    static String of(Peak.Result result) {
        CpuCount.Used cpu = result.cpu();
        long calls = Math.max(
                1, result.outcomes().stream().mapToLong(Outcome::answered).sum());
        return "p50/p99 %s ms; compilers took %.0f %% of the JVMs' processor time; µs a call of processor time, and of waiting for it: %s"
                .formatted(
                        result.outcomes().stream()
                                .map(o -> "%s %.0f/%.0f".formatted(o.name(), o.milliseconds(50), o.milliseconds(99)))
                                .collect(Collectors.joining(", ")),
                        cpu.compilers() * 100,
                        cpu.perRequest(calls).entrySet().stream()
                                .map(e -> "%s %.0f (%.0f)"
                                        .formatted(
                                                e.getKey(),
                                                e.getValue(),
                                                cpu.queued().getOrDefault(e.getKey(), 0.0) * MICROS / calls))
                                .collect(Collectors.joining(", ")));
    }
}
