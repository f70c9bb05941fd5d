package org.meridian.gateway.instances;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.meridian.gateway.settings.GatewayProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** The client for what the gateway itself asks of services; the calls that it passes on do not use it. */
@Configuration(proxyBeanMethods = false)
class ServiceClientConfiguration {

    private static final Duration PATIENCE =
            Duration.ofSeconds(10); // a service that has just started makes its description then
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    @Bean
    WebClient serviceClient(GatewayProperties properties) {
        int connectMillis = Math.toIntExact(properties.connectTimeout().toMillis());
        HttpClient http = HttpClient.create()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .responseTimeout(PATIENCE);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                .build();
    }
}
