package org.meridian.bench.load;

import java.time.Duration;
import java.util.Map;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;

/**
 * What each kind of call of the peak costs in processor time when there is nothing else, by process, and how many processors the
 * whole peak would need at these prices. Together they are cheaper where they share a commit or a batch.
 */
public final class CallsExperiment implements Experiment {

    private static final int CALLERS = 32;
    private static final double SECONDS = 4;

    /** Of what is rare too: with fewer, one collection of garbage would be part of what a call seems to cost. */
    private static final int LEAST = 2_000;

    private static final Duration SETTLED = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        if (!world.quick()) {
            WarmUp.untilCalm(city, name(), findings);
        }
        Delivery delivery = new Delivery(world);
        double cores = 0;
        for (Map.Entry<String, Peak.Share> share : Peak.shares().entrySet()) {
            String name = share.getKey();
            double perSecond = share.getValue().perSecond();
            int count = world.quick() ? 20 : (int) Math.max(LEAST, perSecond * SECONDS);
            if (!world.quick()) {
                delivery.awaitDelivered(SETTLED); // of what came before; those of a kind belong to its price
            }
            Peak.Result result = Peak.alone(city, share.getValue(), count, world.quick() ? 2 : CALLERS);
            findings.add(Check.none("calls: " + name + ", failed", result.failed()));
            findings.add(Check.none("calls: " + name + ", acknowledged and not there once", result.wrong()));
            result.outcomes()
                    .forEach(outcome -> outcome.errors()
                            .forEach((kind, n) ->
                                    findings.remark("calls: " + outcome.name() + ": " + n + " × " + kind)));
            cores += perSecond * result.cpu().platformSeconds() / count;
            Recorder.cpu("calls: " + name, result.cpu(), count, findings);
        }
        findings.add(Figure.lowerIsBetter("calls: processors that the whole peak needs at these prices", cores, ""));
    }
}
