package org.meridian.gateway.limits;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.hygiene.Onward;
import org.meridian.gateway.settings.GatewayProperties;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets a call in as often as its caller may. Whoever has shown a token is counted by its subject, wherever they call from;
 * all others by their address; and by address, more strictly, whoever wants a code, a token or to register, for these are
 * what is guessed at. Each gateway counts for itself.
 */
@Component
public class Admission {

    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final ClientAddress client;
    private final Buckets callers;
    private final Buckets addresses;
    private final Buckets logins;

    Admission(ClientAddress client, GatewayProperties properties) {
        this.client = client;
        GatewayProperties.Limits limits = properties.limits();
        this.callers = buckets(limits.caller(), limits);
        this.addresses = buckets(limits.address(), limits);
        this.logins = buckets(limits.login(), limits);
    }

    private static Buckets buckets(int calls, GatewayProperties.Limits limits) {
        return new Buckets(calls, limits.per(), limits.remembered(), System::nanoTime);
    }

    /** Lets the call on, and says for a log-in whose it is. @throws ProblemException 429 when it is one too many */
    public void admit(ServerWebExchange exchange, Call call, @Nullable Caller caller) {
        if (isLogin(call)) {
            String address = client.of(exchange.getRequest());
            take(logins, address);
            Onward.say(exchange, EdgeHeaders.CLIENT_ADDRESS, address);
        } else if (caller != null) {
            take(callers, caller.subject());
        } else if (!call.isProbe()) {
            take(addresses, client.of(exchange.getRequest()));
        }
    }

    /** A token that proves nothing was sent: whoever tries many is not told any more. @throws ProblemException 429 */
    public void badToken(ServerWebExchange exchange) {
        take(addresses, client.of(exchange.getRequest()));
    }

    private static boolean isLogin(Call call) {
        return call.access() == Call.Access.ANYONE && HttpMethod.POST.equals(call.method());
    }

    private static void take(Buckets buckets, String key) {
        long wait = buckets.take(key);
        if (wait > 0) {
            throw new ProblemException(ProblemType.RATE_LIMITED, "These are more calls than one caller may make.")
                    .retryAfter(Duration.ofSeconds((wait + NANOS - 1) / NANOS));
        }
    }
}
