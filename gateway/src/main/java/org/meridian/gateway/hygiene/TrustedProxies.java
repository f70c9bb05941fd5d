package org.meridian.gateway.hygiene;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.settings.GatewayProperties;
import org.meridian.platform.edge.Network;
import org.springframework.stereotype.Component;

/** The proxies in front of this gateway, whose word about a caller is taken. None, unless they are configured. */
@Component
public class TrustedProxies {

    private final List<Network> networks;

    TrustedProxies(GatewayProperties properties) {
        networks = List.copyOf(properties.trustedProxies());
    }

    public boolean contain(@Nullable InetAddress address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
