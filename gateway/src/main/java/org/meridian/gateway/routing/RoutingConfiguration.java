package org.meridian.gateway.routing;

import io.netty.channel.ChannelOption;
import org.meridian.gateway.settings.GatewayProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/**
 * Hands the table of calls to Spring Cloud Gateway: it sees two routes, which differ in their patience. To an ordinary call
 * a service begins its answer within a time that counts from when it was sent, and is not silent longer. A stream may last as long as bytes come: what is bounded is
 * the silence of the service after the last one was sent to it.
 */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    private static final Route CALLS = route("calls");
    private static final Route STREAMS = route("streams");

    @Bean
    RouteLocator routes() {
        Flux<Route> both = Flux.just(CALLS, STREAMS);
        return () -> both;
    }

    @Bean
    CallMapping callMapping(FilteringWebHandler handler) {
        return new CallMapping(handler, CALLS, STREAMS);
    }

    private static Route route(String id) {
        return Route.async()
                .id(id)
                .uri("http://chosen.invalid:80") // RegionalRouting says where to
                .predicate(exchange -> false) // CallMapping says which
                .build();
    }

    @Bean
    HttpClientCustomizer patience(GatewayProperties properties) {
        int connectMillis = Math.toIntExact(properties.connectTimeout().toMillis());
        // Reactor Netty would send a request once more by itself, a POST too, when the connection breaks.
        return client -> client.disableRetry(true).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis);
    }
}
