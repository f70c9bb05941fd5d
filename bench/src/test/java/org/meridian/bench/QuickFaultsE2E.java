package org.meridian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meridian.bench.faults.DayExperiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.world.World;

/** The quick form of {@code bench/run faults}; what it promises does not depend on speed. */
class QuickFaultsE2E {

    private static final long SEED = 20_260_301;

    @Test
    void whateverBreaksNothingAcknowledgedIsLostNothingDoubledAndNoHealthCodeDiverges() {
        Findings findings = new Findings();
        World world = new World(QuickStack.shared(), SEED, true);
        long begin = System.nanoTime(); // the platform's start is everybody's
        new DayExperiment(2).run(world, findings);
        System.out.printf("day took %.1f s%n", (System.nanoTime() - begin) / 1e9);
        findings.remarks().forEach(System.out::println);
        assertThat(findings.checks()).as("%s", findings.remarks()).isNotEmpty().allMatch(Check::pass);
    }
}
