package org.meridian.bench.security;

import java.util.List;
import org.meridian.bench.Experiment;
import org.meridian.bench.security.access.AccessExperiment;
import org.meridian.bench.security.canaries.CanariesExperiment;
import org.meridian.bench.security.codes.CodesExperiment;
import org.meridian.bench.security.erasure.ErasureExperiment;
import org.meridian.bench.security.exports.ExportsExperiment;
import org.meridian.bench.security.forged.ForgedExperiment;
import org.meridian.bench.security.invisible.InvisibleExperiment;
import org.meridian.bench.security.scan.ScannerExperiment;
import org.meridian.bench.security.statistics.StatisticsAttackExperiment;
import org.meridian.bench.security.tamper.TamperExperiment;
import org.meridian.bench.security.walk.WalkExperiment;

/** The attacks in the order in which they are made, on one cast. */
public final class SecuritySuite {

    private SecuritySuite() {}

    public static List<Experiment> experiments() {
        return experiments(new Theatre());
    }

    public static List<Experiment> experiments(Theatre theatre) {
        return List.of(
                new InvisibleExperiment(theatre),
                new ForgedExperiment(theatre),
                new WalkExperiment(theatre),
                new CodesExperiment(theatre),
                new ExportsExperiment(theatre),
                new AccessExperiment(theatre),
                new CanariesExperiment(theatre),
                new ErasureExperiment(theatre),
                new StatisticsAttackExperiment(),
                new TamperExperiment(theatre),
                new ScannerExperiment(theatre));
    }
}
