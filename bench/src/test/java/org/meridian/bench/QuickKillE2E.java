package org.meridian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.meridian.bench.faults.KillExperiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Ports;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;

/** The quick form of {@code bench/run faults}, on ports of its own; what it promises does not depend on speed. */
class QuickKillE2E {

    private static final long SEED = 20_260_301;

    @Test
    void killingServicesAtRandomPointsLosesNothingDoublesNothingAndLeavesNoDivergence() {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Findings findings = new Findings();
        try (Stack stack = Stack.start(root, Path.of("target/platform"), Ports.OF_THE_TESTS)) {
            new KillExperiment().run(new World(stack, SEED, true), findings);
        }
        assertThat(findings.checks()).as("%s", findings.remarks()).isNotEmpty().allMatch(Check::pass);
    }
}
