package org.meridian.bench.load;

import java.util.List;
import org.meridian.bench.load.city.City;
import org.meridian.bench.load.city.Peak;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;

/** A platform that has been up for a day has compiled what it runs; its JVMs here are minutes old. */
final class WarmUp {

    /** Multiples of the peak, one after the other: the JVMs compile what they run for their first hundred thousand calls. */
    private static final List<Double> MULTIPLES = List.of(0.05, 0.1, 0.2, 0.3);

    private static final double SECONDS = 20;

    /** Then the same load again, as long as their compilers take more than this of the JVMs' processor time, but not for ever. */
    private static final double CALM = 0.1;

    private static final double CALM_MULTIPLE = 0.2;
    private static final int MOST_ROUNDS = 9;

    private WarmUp() {}

    /** All kinds of calls of the mix, until the compilers are calm; how many rounds that took is a figure of the experiment. */
    static void untilCalm(City city, String experiment, Findings findings) {
        MULTIPLES.forEach(multiple -> Peak.offer(city, multiple, SECONDS));
        int round = 0;
        double compilers;
        do {
            round++;
            Peak.Result warm = Peak.offer(city, CALM_MULTIPLE, SECONDS);
            compilers = warm.cpu().compilers();
            findings.remark("%s: warming up, round %d at %.1f times the peak: %s"
                    .formatted(experiment, round, CALM_MULTIPLE, Profile.of(warm)));
        } while (compilers > CALM && round < MOST_ROUNDS);
        findings.add(Figure.plain(experiment + ": rounds until the compilers were calm", round, ""));
    }
}
