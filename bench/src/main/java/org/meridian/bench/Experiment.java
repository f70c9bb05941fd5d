package org.meridian.bench;

import org.meridian.bench.report.Findings;
import org.meridian.bench.world.World;

/** One promise, or a few that are shown by the same run. */
public interface Experiment {

    /** For {@code --only}. */
    String name();

    void run(World world, Findings findings);
}
