package org.meridian.gateway.regions;

import java.net.URI;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.gateway.instances.Instances;
import org.meridian.gateway.instances.RegionStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The directory of regions. */
@RestController
class RegionsController {

    /** A region as it is shown outside. */
    record RegionView(
            String region, List<String> countries, URI url, double latitude, double longitude, RegionStatus status) {

        static RegionView of(Region region, RegionStatus status) {
            return new RegionView(
                    region.name(),
                    region.countries().stream().map(Country::code).toList(),
                    region.gateway(),
                    region.latitude(),
                    region.longitude(),
                    status);
        }
    }

    private final Nearest nearest;
    private final Instances instances;

    RegionsController(Nearest nearest, Instances instances) {
        this.nearest = nearest;
        this.instances = instances;
    }

    @GetMapping("/v1/regions")
    List<RegionView> regions(ServerWebExchange exchange) {
        return nearest.to(exchange).stream()
                .map(region -> RegionView.of(region, instances.status(region)))
                .toList();
    }
}
