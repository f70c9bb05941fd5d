package org.meridian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.world.World;

/** The quick form of {@code bench/run load}: every path of every experiment, and what is in the database after; never how fast. */
class QuickLoadE2E {

    private static final long SEED = 20_260_501;

    /** The mix makes the same calls. */
    private static final Set<String> SAID_TWICE = Set.of("calls");

    @Test
    void everyPathOfALoadWorksAndWhatIsAcknowledgedIsThereOnce() {
        Findings findings = new Findings();
        World world = new World(QuickStack.shared(), SEED, true);
        Suite.LOAD.experiments(1).stream()
                .filter(experiment -> !experiment.onlyByName() && !SAID_TWICE.contains(experiment.name()))
                .forEach(experiment -> timed(experiment, world, findings));
        assertThat(findings.checks()).as("%s", findings.remarks()).isNotEmpty().allMatch(Check::pass);
    }

    /** Says how long each took, as all of them together have a minute and a half. */
    private static void timed(Experiment experiment, World world, Findings findings) {
        long begin = System.nanoTime();
        experiment.run(world, findings);
        System.out.printf("%s took %.1f s%n", experiment.name(), (System.nanoTime() - begin) / 1e9);
    }
}
