package org.meridian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.SecuritySuite;
import org.meridian.bench.stack.Ports;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;

/** The quick form of {@code bench/run security}: every attack in small, on a platform of three regions with ports of its own. */
class QuickSecurityE2E {

    private static final long SEED = 20_260_401;

    @Test
    void noneOfTheAttacksSucceeds() {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Findings findings = new Findings();
        try (Stack stack = Stack.start(root, Path.of("target/platform"), Ports.OF_THE_TESTS, Stack.ALL_REGIONS)) {
            World world = new World(stack, SEED, true);
            SecuritySuite.experiments().stream()
                    .filter(experiment -> !experiment.onlyByName())
                    .forEach(experiment -> experiment.run(world, findings));
        }
        assertThat(findings.checks()).as("%s", findings.remarks()).isNotEmpty().allMatch(Check::pass);
    }
}
