package org.meridian.bench;

import java.util.List;
import org.meridian.bench.faults.KillExperiment;
import org.meridian.bench.load.CodeExperiment;
import org.meridian.bench.load.StatisticsExperiment;
import org.meridian.bench.load.UploadExperiment;

/** Experiments under one name; they run one after the other on one platform. */
enum Suite {
    LOAD,
    FAULTS;

    List<Experiment> experiments() {
        return switch (this) {
            case LOAD -> List.of(new UploadExperiment(), new CodeExperiment(), new StatisticsExperiment());
            case FAULTS -> List.of(new KillExperiment());
        };
    }
}
