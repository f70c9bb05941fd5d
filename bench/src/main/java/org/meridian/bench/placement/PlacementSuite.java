package org.meridian.bench.placement;

import java.util.List;
import org.meridian.bench.Experiment;
import org.meridian.bench.placement.catalogue.CatalogueExperiment;
import org.meridian.bench.placement.crossing.CrossingExperiment;
import org.meridian.bench.placement.people.PeopleExperiment;
import org.meridian.bench.placement.plans.PlansExperiment;

/** In the order in which they run: the catalogue is looked at when people have come. */
public final class PlacementSuite {

    private PlacementSuite() {}

    public static List<Experiment> experiments() {
        return List.of(
                new PeopleExperiment(), new PlansExperiment(), new CrossingExperiment(), new CatalogueExperiment());
    }
}
