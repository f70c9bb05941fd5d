package org.meridian.bench;

import java.util.List;
import org.meridian.bench.faults.KillExperiment;
import org.meridian.bench.load.CallsExperiment;
import org.meridian.bench.load.CeilingExperiment;
import org.meridian.bench.load.CheckInExperiment;
import org.meridian.bench.load.CodeExperiment;
import org.meridian.bench.load.GatewayExperiment;
import org.meridian.bench.load.MixExperiment;
import org.meridian.bench.load.OverloadExperiment;
import org.meridian.bench.load.StatementExperiment;
import org.meridian.bench.load.StatisticsExperiment;
import org.meridian.bench.load.UnchangedExperiment;
import org.meridian.bench.load.UploadExperiment;
import org.meridian.bench.placement.PlacementSuite;
import org.meridian.bench.security.SecuritySuite;
import org.meridian.bench.size.SizeExperiment;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.startup.StartupExperiment;

/** Experiments under one name; they run one after the other on one platform. */
enum Suite {
    LOAD,
    FAULTS,
    SECURITY,
    PLACEMENT;

    /** Whose services run. */
    List<String> regions() {
        return switch (this) {
            case SECURITY, PLACEMENT -> Stack.ALL_REGIONS;
            case LOAD, FAULTS -> List.of(Stack.REGION);
        };
    }

    List<Experiment> experiments() {
        return switch (this) {
            case LOAD ->
                List.of(
                        new CallsExperiment(),
                        new GatewayExperiment(),
                        new MixExperiment(),
                        new CheckInExperiment(),
                        new UnchangedExperiment(),
                        new StatementExperiment(),
                        new CeilingExperiment(),
                        new OverloadExperiment(),
                        new UploadExperiment(),
                        new CodeExperiment(),
                        new StatisticsExperiment(),
                        new SizeExperiment(),
                        new StartupExperiment());
            case FAULTS -> List.of(new KillExperiment());
            case SECURITY -> SecuritySuite.experiments();
            case PLACEMENT -> PlacementSuite.experiments();
        };
    }
}
