package org.meridian.gateway.limits;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.hygiene.TrustedProxies;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Where a call comes from: its connection's other end, or when that is a proxy that is believed, the last address in
 * {@code X-Forwarded-For} that is none. What stands before that one is the caller's own invention.
 */
@Component
final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;
    private static final int LONGEST_LITERAL = 64;

    private final TrustedProxies proxies;

    ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** As {@link org.meridian.platform.edge.EdgeHeaders#CLIENT_ADDRESS} has it. */
    String of(ServerHttpRequest request) {
        @Nullable InetSocketAddress remote = request.getRemoteAddress();
        @Nullable InetAddress address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "unknown";
        }
        List<String> lines = request.getHeaders().getOrEmpty(FORWARDED_FOR);
        if (!lines.isEmpty() && proxies.contain(address)) {
            List<String> hops = Arrays.asList(String.join(",", lines).split(",", -1));
            for (String hop : hops.reversed()) {
                InetAddress before = literal(hop.strip());
                if (before == null) {
                    break; // nobody who is believed writes such: what stands further left is not to be believed
                }
                address = before;
                if (!proxies.contain(address)) {
                    break;
                }
            }
        }
        return network(address);
    }

    /** An IPv4 address may carry a port, an IPv6 address too when it is in brackets. */
    private static @Nullable InetAddress literal(String hop) {
        String text = hop;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            text = end < 0 ? "" : text.substring(1, end);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.substring(0, text.indexOf(':'));
        }
        if (text.isEmpty() || text.length() > LONGEST_LITERAL || text.indexOf('%') >= 0) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String network(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
