package org.meridian.gateway.routing;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Region;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.Match;
import org.meridian.gateway.instances.Service;
import org.meridian.gateway.load.ForWhom;
import org.meridian.gateway.load.Limiters;
import org.meridian.gateway.load.TooMuch;
import org.meridian.gateway.token.Callers;
import org.meridian.platform.load.Limiter;
import org.meridian.platform.load.Limiter.Permit;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Where it is counted what is on its way to a service: everything is known about the call here, its caller, region, and
 * what it is for. A call that goes on together with others is still one call. Streams last as long as they last: they are
 * turned away like the others, and not counted, unless it is an upload that is said to be short.
 */
@Component
class Turnstile {

    private final Limiters limiters;

    Turnstile(Limiters limiters) {
        this.limiters = limiters;
    }

    Mono<Void> through(
            Match.Found found,
            Region region,
            ServerWebExchange exchange,
            byte @Nullable [] body,
            Supplier<Mono<Void>> onward) {
        Call call = found.call();
        Service service = Objects.requireNonNull(call.service());
        Limiter limiter = limiters.of(region, service);
        if (call.size() == Call.Size.STREAM && !Heads.announcesShortBody(exchange.getRequest())) {
            return limiter.isFull(call.priority()) ? Mono.error(TooMuch.problem()) : onward.get();
        }
        Permit permit = limiter.enter(call.priority(), ForWhom.of(found, Callers.of(exchange), body));
        if (permit == null) {
            return Mono.error(TooMuch.problem());
        }
        return onward.get()
                .doOnError(ProblemException.class, problem -> failed(permit, problem))
                .doFinally(end -> ended(permit, end, exchange));
    }

    private static void failed(Permit permit, ProblemException problem) {
        if (problem.type() == ProblemType.OVERLOADED) {
            permit.refusedFurtherOn();
        }
    }

    private static void ended(Permit permit, SignalType end, ServerWebExchange exchange) {
        if (end == SignalType.CANCEL) {
            permit.forget(); // whoever called has gone, and nobody knows how long it would have taken
        } else if (end == SignalType.ON_COMPLETE
                && HttpStatus.SERVICE_UNAVAILABLE.equals(exchange.getResponse().getStatusCode())) {
            permit.refusedFurtherOn();
        } else {
            permit.done();
        }
    }
}
