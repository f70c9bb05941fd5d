package org.meridian.bench.placement;

import java.util.List;
import org.meridian.bench.Experiment;
import org.meridian.bench.placement.catalogue.CatalogueExperiment;

/** In the order in which they run: the catalogue is looked at before and the files after people have come. */
public final class PlacementSuite {

    private PlacementSuite() {}

    public static List<Experiment> experiments() {
        return List.of(new CatalogueExperiment());
    }
}
