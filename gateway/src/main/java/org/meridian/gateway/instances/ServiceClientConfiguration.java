package org.meridian.gateway.instances;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.meridian.gateway.settings.GatewayProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
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
    private static final String BUNDLE = "meridian"; // of profile tls
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    @Bean
    WebClient serviceClient(GatewayProperties properties, SslBundles bundles) {
        int connectMillis = Math.toIntExact(properties.connectTimeout().toMillis());
        HttpClient http = HttpClient.create()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .responseTimeout(PATIENCE);
        if (bundles.getBundleNames().contains(BUNDLE)) {
            http = http.secure(tls -> tls.sslContext(context(bundles.getBundle(BUNDLE))));
        }
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                .build();
    }

    private static SslContext context(SslBundle bundle) {
        try {
            return SslContextBuilder.forClient()
                    .keyManager(bundle.getManagers().getKeyManagerFactory())
                    .trustManager(bundle.getManagers().getTrustManagerFactory())
                    .protocols(bundle.getOptions().getEnabledProtocols())
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("the certificates of profile tls cannot be used", e);
        }
    }
}
