package org.meridian.gateway.routing;

import io.netty.channel.ChannelOption;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.Match;
import org.meridian.gateway.settings.GatewayProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/**
 * Hands the table of calls to Spring Cloud Gateway: it sees two routes, which differ in their patience. An ordinary call
 * is answered within a time that counts from its first byte. A stream may last as long as bytes come: what is bounded is
 * the silence of the service after the last one was sent to it.
 */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    private static final long NO_LIMIT = -1;

    @Bean
    RouteLocator routes(GatewayProperties properties) {
        Flux<Route> both = Flux.just(
                route("calls", false, properties.responseTimeout().toMillis()), route("streams", true, NO_LIMIT));
        return () -> both;
    }

    private static Route route(String id, boolean streamed, long timeoutMillis) {
        return Route.async()
                .id(id)
                .uri("http://chosen.invalid:80") // RegionalRouting says where to
                .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, timeoutMillis)
                .predicate(exchange -> {
                    Match.Found found = Match.Found.of(exchange);
                    return found != null
                            && found.call().service() != null
                            && streamed == (found.call().size() == Call.Size.STREAM);
                })
                .build();
    }

    @Bean
    HttpClientCustomizer patience(GatewayProperties properties) {
        int connectMillis = Math.toIntExact(properties.connectTimeout().toMillis());
        // Reactor Netty would send a request once more by itself, a POST too, when the connection breaks.
        return client -> client.disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .responseTimeout(properties.streamSilence());
    }
}
