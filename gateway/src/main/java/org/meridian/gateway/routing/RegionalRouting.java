package org.meridian.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ALREADY_ROUTED_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meridian.db.retry.RetryBudget;
import org.meridian.db.topology.Region;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.Match;
import org.meridian.gateway.gathering.Gatherers;
import org.meridian.gateway.gathering.NotTakenException;
import org.meridian.gateway.hygiene.Onward;
import org.meridian.gateway.instances.Instance;
import org.meridian.gateway.instances.Instances;
import org.meridian.gateway.instances.Service;
import org.meridian.gateway.token.Vouching;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Passes a call on to its home region's instance of the service; when that cannot be connected to, to the other regions',
 * the nearest first: each of them reaches every row through the one logical database. What has been sent is never sent
 * again, reads excepted, and those within a budget.
 */
@Component
class RegionalRouting implements GlobalFilter, Ordered {

    private static final Logger log = LoggerFactory.getLogger(RegionalRouting.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Bodies bodies;
    private final RegionOfCall regionOfCall;
    private final Instances instances;
    private final Vouching vouching;
    private final Gatherers gatherers;
    private final Turnstile turnstile;
    private final RetryBudget repeats = new RetryBudget();

    RegionalRouting(
            Bodies bodies,
            RegionOfCall regionOfCall,
            Instances instances,
            Vouching vouching,
            Gatherers gatherers,
            Turnstile turnstile) {
        this.vouching = vouching;
        this.gatherers = gatherers;
        this.turnstile = turnstile;
        this.bodies = bodies;
        this.regionOfCall = regionOfCall;
        this.instances = instances;
    }

    @Override
    public int getOrder() {
        return NettyRoutingFilter.ORDER - 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Match.Found found = Objects.requireNonNull(Match.Found.of(exchange));
        return bodies.admit(exchange, found.call()).flatMap(inbound -> {
            Region home = regionOfCall.of(found, inbound.exchange(), inbound.body());
            List<Instance> candidates = instances.candidates(serviceOf(found.call()), home);
            repeats.begun();
            Journey journey = new Journey(inbound, found.call(), chain, home, candidates);
            return turnstile.through(found, home, inbound.exchange(), inbound.body(), () -> journey.attempt(0));
        });
    }

    private static Service serviceOf(Call call) {
        return Objects.requireNonNull(call.service());
    }

    /** One call on its way through the candidates. */
    private final class Journey {

        private final ServerWebExchange exchange;
        private final byte @Nullable [] body;
        private final Call call;
        private final GatewayFilterChain chain;
        private final Service service;
        private final Region home;
        private final List<Instance> candidates;

        Journey(Bodies.Inbound inbound, Call call, GatewayFilterChain chain, Region home, List<Instance> candidates) {
            this.exchange = inbound.exchange();
            this.body = inbound.body();
            this.call = call;
            this.chain = chain;
            this.service = serviceOf(call);
            this.home = home;
            this.candidates = candidates;
        }

        Mono<Void> attempt(int index) {
            if (index == candidates.size()) {
                return Mono.error(nobodyAnswers());
            }
            Instance instance = candidates.get(index);
            Onward.attach(exchange, vouching.on(exchange, instance));
            return way(instance).onErrorResume(error -> failed(error, instance, index));
        }

        /** Together with others where that is possible, by itself otherwise. */
        private Mono<Void> way(Instance instance) {
            Mono<Void> together = gatherers.way(exchange, call, instance, body);
            return together == null
                    ? alone(instance)
                    : together.onErrorResume(NotTakenException.class, none -> alone(instance));
        }

        private Mono<Void> alone(Instance instance) {
            exchange.getAttributes().remove(GATEWAY_ALREADY_ROUTED_ATTR);
            exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR, target(instance));
            return chain.filter(exchange);
        }

        private Mono<Void> failed(Throwable error, Instance instance, int index) {
            if (exchange.getResponse().isCommitted() || error instanceof ProblemException) {
                return Mono.error(error);
            }
            SendFailure failure = SendFailure.of(error);
            log.warn(
                    "{} did not take a call: {} ({})",
                    instance,
                    failure,
                    error.getClass().getSimpleName());
            return switch (failure) {
                case NOT_CONNECTED -> {
                    instances.markDown(instance);
                    yield attempt(index + 1);
                }
                case BROKEN -> repeatable() && repeats.pay() ? attempt(index + 1) : Mono.error(unanswered(instance));
                case TIMED_OUT -> Mono.error(unanswered(instance));
                case BUSY ->
                    Mono.error(new ProblemException(
                                    ProblemType.OVERLOADED, "The service " + service.key() + " has too much to do.")
                            .retryAfter(RETRY_AFTER));
            };
        }

        private boolean repeatable() {
            var request = exchange.getRequest();
            boolean read = HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod());
            return read && request.getHeaders().getContentLength() <= 0;
        }

        private URI target(Instance instance) {
            URI asked = exchange.getRequest().getURI();
            String query = asked.getRawQuery();
            return URI.create(instance.address() + asked.getRawPath() + (query == null ? "" : "?" + query));
        }

        private ProblemException nobodyAnswers() {
            return instances.isDown(home)
                    ? ProblemException.regionUnavailable(home.name())
                    : ProblemException.serviceUnavailable(service.key(), home.name());
        }

        private ProblemException unanswered(Instance instance) {
            return ProblemException.serviceUnavailable(
                    service.key(), instance.region().name());
        }
    }
}
