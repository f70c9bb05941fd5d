package org.meridian.gateway.routing;

import org.meridian.gateway.settings.GatewayProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * The threads that do everything here, callers' connections and services' alike. A call whose two connections belong to two
 * threads is handed over twice, which costs a third of a plain call; so there are as few as can do the work.
 */
@Configuration(proxyBeanMethods = false)
class EventLoops {

    @Bean(destroyMethod = "dispose")
    LoopResources loops(GatewayProperties properties) {
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return LoopResources.create("edge", properties.eventLoops() > 0 ? properties.eventLoops() : half, true);
    }

    @Bean
    ReactorResourceFactory callersOnThem(LoopResources loops) {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResources(loops);
        return resources;
    }

    @Bean
    HttpClientCustomizer servicesOnThem(LoopResources loops) {
        return client -> client.runOn(loops);
    }
}
