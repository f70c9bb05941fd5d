package org.meridian.gateway.regions;

import java.util.List;
import java.util.Optional;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.token.Callers;
import org.meridian.platform.token.Caller;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Which regions are near a caller: by the position that a trusted proxy states (it has been dropped from anybody else),
 * else by the caller's country, else by where this gateway stands.
 */
@Component
public class Nearest {

    /** {@code latitude,longitude} in degrees. */
    static final String POSITION = "X-Meridian-Position";

    private static final double POLE = 90;
    private static final double DATE_LINE = 180;

    private final Topology topology;
    private final Region own;

    Nearest(Topology topology, Region own) {
        this.topology = topology;
        this.own = own;
    }

    /** Every region, the nearest first. */
    public List<Region> to(ServerWebExchange exchange) {
        String position = exchange.getRequest().getHeaders().getFirst(POSITION);
        if (position != null) {
            Optional<List<Region>> byPosition = toPosition(position);
            if (byPosition.isPresent()) {
                return byPosition.get();
            }
        }
        Caller caller = Callers.of(exchange);
        Country country = caller == null ? null : caller.country();
        return topology.nearestTo(country != null && topology.serves(country) ? topology.regionOf(country) : own);
    }

    private Optional<List<Region>> toPosition(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            double latitude = Double.parseDouble(parts[0].strip());
            double longitude = Double.parseDouble(parts[1].strip());
            // written so that NaN is no position either
            return Math.abs(latitude) <= POLE && Math.abs(longitude) <= DATE_LINE
                    ? Optional.of(topology.nearestTo(latitude, longitude))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
