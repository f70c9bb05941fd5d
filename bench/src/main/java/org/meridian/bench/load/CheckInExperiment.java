package org.meridian.bench.load;

import java.util.Map;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.world.World;

/** How many people can check in at most: each once, with a token that nobody has seen, durably, and gets the health code. */
public final class CheckInExperiment implements Experiment {

    private static final int CALLERS = 256;
    private static final int WARM_UP = 20_000;
    private static final double SECONDS = 15;
    private static final int MOST = 200_000;
    private static final double PER_SECOND = 8_000;
    private static final double GATEWAY_MICROS = 200;
    private static final double SERVICE_MICROS = 40;
    private static final double DATABASE_MICROS = 25;

    @Override
    public String name() {
        return "checkin";
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        Peak.Share checkIns = Peak.share("check-in");
        int count = 100;
        if (!world.quick()) {
            Peak.alone(city, checkIns, WARM_UP, CALLERS); // until the JVMs have compiled what they run
            Outcome warm =
                    Peak.alone(city, checkIns, WARM_UP / 2, CALLERS).outcomes().getFirst();
            count = (int) Math.clamp(warm.servedPerSecond() * SECONDS, WARM_UP, MOST);
        }
        Peak.Result result = Peak.alone(city, checkIns, count, world.quick() ? 4 : CALLERS);
        Outcome outcome = result.outcomes().getFirst();
        Map<String, Double> micros = result.cpu().perRequest(outcome.answered());
        Recorder.failures("checkin", result, world.quick(), findings);
        findings.add(Figure.higherIsBetter("checkin: a second", outcome.servedPerSecond(), "/s"));
        findings.add(Figure.lowerIsBetter("checkin: p50", outcome.milliseconds(50), "ms"));
        findings.add(Figure.lowerIsBetter("checkin: p99", outcome.milliseconds(99), "ms"));
        Recorder.cpu("checkin", result, findings);
        if (!world.quick()) {
            findings.add(Check.atLeast("checkin: served", outcome.servedPerSecond(), "/s", PER_SECOND));
            check("gateway", GATEWAY_MICROS, micros, findings);
            check("checkin", SERVICE_MICROS, micros, findings);
            check("database", DATABASE_MICROS, micros, findings);
        }
    }

    private static void check(String process, double most, Map<String, Double> micros, Findings findings) {
        findings.add(Check.atMost(
                "checkin: processor time of a check-in, " + process, micros.getOrDefault(process, 0.0), "µs", most));
    }
}
