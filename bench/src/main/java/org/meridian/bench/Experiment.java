package org.meridian.bench;

import org.meridian.bench.report.Findings;
import org.meridian.bench.world.World;

/** One promise, or a few that are shown by the same run. */
public interface Experiment {

    /** For {@code --only}. */
    String name();

    /** Whether it runs only when it is asked for by name. */
    default boolean onlyByName() {
        return false;
    }

    /** Whether the services of all regions must run; else one region's do. */
    default boolean everywhere() {
        return false;
    }

    void run(World world, Findings findings);
}
