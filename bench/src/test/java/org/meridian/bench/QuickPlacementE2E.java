package org.meridian.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meridian.bench.placement.PlacementSuite;
import org.meridian.bench.placement.catalogue.CatalogueExperiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.world.World;

/** The quick form of {@code bench/run placement}: one country of each region instead of five. */
class QuickPlacementE2E {

    private static final long SEED = 20_260_601;

    @Test
    void noRowAndNoByteOfAPersonIsOutsideOfTheHomeRegionAndATableWithoutPlacementIsFound() {
        Findings findings = new Findings();
        World world = new World(QuickStack.shared(), SEED, true);
        PlacementSuite.experiments().forEach(experiment -> timed(experiment, world, findings));
        Findings planted = new Findings();
        Sql node = new Sql(world.stack().database("ap"));
        node.run("CREATE TABLE checkin.guest AS SELECT id, country_code, place_id FROM checkin.check_in LIMIT 1");
        try {
            CatalogueExperiment.onTheNodes(world.stack(), "planted", planted);
        } finally {
            node.run("DROP TABLE checkin.guest");
        }
        assertThat(findings.checks()).as("%s", findings.remarks()).isNotEmpty().allMatch(Check::pass);
        assertThat(planted.checks()).hasSize(1).noneMatch(Check::pass);
        assertThat(planted.remarks()).containsExactly("planted: ap: checkin.guest has no placement");
    }

    /** Says how long each took, as all of them together have a minute. */
    private static void timed(Experiment experiment, World world, Findings findings) {
        long begin = System.nanoTime();
        experiment.run(world, findings);
        System.out.printf("%s took %.1f s%n", experiment.name(), (System.nanoTime() - begin) / 1e9);
    }
}
