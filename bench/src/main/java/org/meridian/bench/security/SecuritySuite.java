package org.meridian.bench.security;

import java.util.List;
import org.meridian.bench.Experiment;
import org.meridian.bench.security.canaries.CanariesExperiment;
import org.meridian.bench.security.codes.CodesExperiment;
import org.meridian.bench.security.exports.ExportsExperiment;
import org.meridian.bench.security.invisible.InvisibleExperiment;

/** The attacks in the order in which they are made, on one cast. */
public final class SecuritySuite {

    private SecuritySuite() {}

    public static List<Experiment> experiments() {
        Theatre theatre = new Theatre();
        return List.of(
                new InvisibleExperiment(theatre),
                new CodesExperiment(theatre),
                new ExportsExperiment(theatre),
                new CanariesExperiment(theatre));
    }
}
