package org.meridian.gateway.load;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.instances.Service;
import org.meridian.platform.load.BusyMachine;
import org.meridian.platform.load.Limiter;
import org.meridian.platform.load.LoadSettings;

/** A limiter for each service of each region: what one cannot do takes nothing from the others. */
public class Limiters {

    private final Map<Region, Map<Service, Limiter>> limiters = new HashMap<>();

    Limiters(Topology topology, LoadSettings settings, BusyMachine machine, LongSupplier nanoTime) {
        for (Region region : topology.regions()) {
            Map<Service, Limiter> ofRegion = new EnumMap<>(Service.class);
            for (Service service : Service.values()) {
                ofRegion.put(service, new Limiter(settings, machine, nanoTime));
            }
            limiters.put(region, ofRegion);
        }
    }

    public Limiter of(Region region, Service service) {
        return Objects.requireNonNull(
                Objects.requireNonNull(limiters.get(region)).get(service));
    }
}
