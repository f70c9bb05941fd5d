package org.meridian.bench;

import java.util.List;
import org.meridian.bench.faults.DayExperiment;
import org.meridian.bench.faults.IssuerExperiment;
import org.meridian.bench.faults.LinksExperiment;
import org.meridian.bench.faults.RegionExperiment;
import org.meridian.bench.faults.SlowExperiment;
import org.meridian.bench.faults.StormExperiment;
import org.meridian.bench.faults.crowd.DesksExperiment;
import org.meridian.bench.faults.crowd.DiskExperiment;
import org.meridian.bench.faults.crowd.PlantedExperiment;
import org.meridian.bench.faults.uploads.UploadsExperiment;
import org.meridian.bench.load.CallsExperiment;
import org.meridian.bench.load.CeilingExperiment;
import org.meridian.bench.load.CheckInExperiment;
import org.meridian.bench.load.CodeExperiment;
import org.meridian.bench.load.CommitExperiment;
import org.meridian.bench.load.GatewayExperiment;
import org.meridian.bench.load.MixExperiment;
import org.meridian.bench.load.OverloadExperiment;
import org.meridian.bench.load.StatementExperiment;
import org.meridian.bench.load.StatisticsExperiment;
import org.meridian.bench.load.SurgeExperiment;
import org.meridian.bench.load.UnchangedExperiment;
import org.meridian.bench.load.UploadExperiment;
import org.meridian.bench.placement.PlacementSuite;
import org.meridian.bench.report.Promise;
import org.meridian.bench.restart.AddingExperiment;
import org.meridian.bench.restart.BackupExperiment;
import org.meridian.bench.restart.RestartExperiment;
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

    /** Whose services run for these. */
    List<String> regions(List<Experiment> chosen) {
        return this == SECURITY || this == PLACEMENT || chosen.stream().anyMatch(Experiment::everywhere)
                ? Stack.ALL_REGIONS
                : List.of(Stack.REGION);
    }

    /** For the table at the end; the security suite's checks are its promises. */
    List<Promise> promises() {
        return switch (this) {
            case LOAD -> LoadPromises.ALL;
            case FAULTS -> FaultPromises.ALL;
            case PLACEMENT -> PlacementPromises.ALL;
            case SECURITY -> List.of();
        };
    }

    /** @param seeds for those that run once for each of several */
    List<Experiment> experiments(int seeds) {
        return switch (this) {
            case LOAD ->
                List.of(
                        new CallsExperiment(),
                        new GatewayExperiment(),
                        new MixExperiment(),
                        new CheckInExperiment(),
                        new CommitExperiment(),
                        new UnchangedExperiment(),
                        new StatementExperiment(),
                        new CeilingExperiment(),
                        new OverloadExperiment(),
                        new SurgeExperiment(),
                        new UploadExperiment(),
                        new CodeExperiment(),
                        new StatisticsExperiment(),
                        new SizeExperiment(),
                        new StartupExperiment());
            case FAULTS ->
                List.of(
                        new DayExperiment(seeds),
                        new RegionExperiment(),
                        new SlowExperiment(),
                        new DesksExperiment(),
                        new UploadsExperiment(),
                        new StormExperiment(),
                        new IssuerExperiment(),
                        new LinksExperiment(),
                        new DiskExperiment(),
                        new RestartExperiment(),
                        new PlantedExperiment(),
                        new BackupExperiment(),
                        new AddingExperiment());
            case SECURITY -> SecuritySuite.experiments();
            case PLACEMENT -> PlacementSuite.experiments();
        };
    }
}
