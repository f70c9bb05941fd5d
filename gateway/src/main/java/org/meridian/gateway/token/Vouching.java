package org.meridian.gateway.token;

import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Region;
import org.meridian.gateway.instances.Instance;
import org.meridian.platform.token.Vouch;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Gives a call the gateway's word for its token's signature, on the way to a service of this gateway's own region. To
 * another region's no word goes: they could not read it, and need not have it.
 */
@Component
public class Vouching {

    private final Vouch vouch;
    private final Region own;

    Vouching(Vouch vouch, Region own) {
        this.vouch = vouch;
        this.own = own;
    }

    /** The value of {@link Vouch#HEADER} for a call to this instance; none for an anonymous one, or elsewhere. */
    public @Nullable String on(ServerWebExchange exchange, Instance instance) {
        String token = Callers.tokenOf(exchange);
        return token == null || !instance.region().equals(own) ? null : vouch.of(token);
    }
}
