package org.meridian.gateway.token;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.Match;
import org.meridian.gateway.limits.Admission;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.InvalidTokenException;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenVerifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Checks the token of every call that carries one, also where none is needed; without one only the calls for anyone pass,
 * and with one those that the access table opens to one of its roles; none of them more often than its caller may call. The
 * service checks again: the gateway's word counts for the signature alone.
 */
@Component
@Order(TokenFilter.ORDER)
class TokenFilter implements WebFilter {

    /** Behind the filter that finds the call. */
    static final int ORDER = 20;

    private static final String SCHEME = "Bearer ";

    private final TokenVerifier verifier;
    private final Admission admission;

    TokenFilter(TokenVerifier verifier, Admission admission) {
        this.verifier = verifier;
        this.admission = admission;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        List<String> values = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        Call call = Objects.requireNonNull(Match.Found.of(exchange)).call();
        if (values.isEmpty()) {
            admission.admit(exchange, call, null);
            return call.access() == Call.Access.ANYONE ? chain.filter(exchange) : refuse("This call needs a token.");
        }
        String token = values.size() == 1 ? token(values.getFirst()) : "";
        Optional<Caller> caller = verified(token);
        if (caller.isEmpty()) {
            admission.badToken(exchange);
            return refuse("The token is not valid, or no longer.");
        }
        admission.admit(exchange, call, caller.get());
        if (!call.admits(caller.get())) {
            return Mono.error(ProblemException.forbidden("None of the token's roles may do this."));
        }
        Callers.attach(exchange, caller.get(), token);
        return chain.filter(exchange);
    }

    /** Nothing that could be a token, of another scheme. */
    private static String token(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
    }

    private Optional<Caller> verified(String token) {
        try {
            Caller caller = verifier.verify(token);
            // Services call each other directly; a service's token that comes from outside has been stolen.
            return caller.is(Role.SERVICE) ? Optional.empty() : Optional.of(caller);
        } catch (InvalidTokenException e) {
            return Optional.empty();
        }
    }

    private static Mono<Void> refuse(String detail) {
        return Mono.error(new ProblemException(ProblemType.UNAUTHENTICATED, detail));
    }
}
