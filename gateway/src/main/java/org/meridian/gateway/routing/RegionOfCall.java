package org.meridian.gateway.routing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.db.topology.UnknownCountryException;
import org.meridian.gateway.calls.Binding;
import org.meridian.gateway.calls.Match;
import org.meridian.gateway.regions.Nearest;
import org.meridian.gateway.token.Callers;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Says which region a call belongs to. */
@Component
class RegionOfCall {

    private final Topology topology;
    private final Region own;
    private final Nearest nearest;

    RegionOfCall(Topology topology, Region own, Nearest nearest) {
        this.topology = topology;
        this.own = own;
        this.nearest = nearest;
    }

    /** @throws ProblemException when the call names a country that no region serves */
    Region of(Match.Found found, ServerWebExchange exchange, byte @Nullable [] body) {
        return switch (found.call().binding()) {
            case Binding.PathId(String variable) ->
                served(CountryPeek.inText(found.variables().getOrDefault(variable, "")), exchange);
            case Binding.Body(List<String> properties) ->
                served(body == null ? Optional.empty() : CountryPeek.inBody(body, properties), exchange);
            case Binding.Secret(String property) ->
                (body == null ? Optional.<String>empty() : CountryPeek.inBody(body, List.of(property)))
                        .flatMap(this::region)
                        .orElse(own);
            case Binding.Token token -> callersOrOwn(exchange);
            case Binding.Nearest anywhere -> nearest.to(exchange).getFirst();
            case Binding.Own self -> own;
        };
    }

    private Region served(Optional<String> code, ServerWebExchange exchange) {
        if (code.isEmpty()) {
            return callersOrOwn(exchange);
        }
        return region(code.get())
                .orElseThrow(() -> new ProblemException(
                                ProblemType.UNKNOWN_COUNTRY,
                                "No region serves this country; GET /v1/regions lists those that are served.")
                        .with("regions", "/v1/regions"));
    }

    private Region callersOrOwn(ServerWebExchange exchange) {
        Caller caller = Callers.of(exchange);
        Country country = caller == null ? null : caller.country();
        return country != null && topology.serves(country) ? topology.regionOf(country) : own;
    }

    private Optional<Region> region(String code) {
        try {
            return Optional.of(topology.regionOf(Country.of(code)));
        } catch (UnknownCountryException e) {
            return Optional.empty();
        }
    }
}
