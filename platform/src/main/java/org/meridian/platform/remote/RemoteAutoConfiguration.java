package org.meridian.platform.remote;

import feign.Capability;
import feign.RequestInterceptor;
import feign.Retryer;
import feign.codec.ErrorDecoder;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ssl.TLS;
import org.meridian.db.topology.Topology;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.platform.load.Deadline;
import org.meridian.platform.token.TokenIssuer;
import org.meridian.platform.web.Trace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.cloud.openfeign.FeignClientBuilder;
import org.springframework.cloud.openfeign.clientconfig.HttpClient5FeignConfiguration.HttpClientBuilderCustomizer;
import org.springframework.cloud.openfeign.clientconfig.HttpClient5FeignConfiguration.HttpClientConnectionManagerBuilderCustomizer;
import org.springframework.cloud.openfeign.support.FeignHttpMessageConverters;
import org.springframework.cloud.openfeign.support.HttpMessageConverterCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Calls to other services: addressed, signed, traced, bounded in time, broken off when they keep failing. */
@AutoConfiguration
@ConditionalOnClass(FeignClientBuilder.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(ServiceAddresses.class)
public class RemoteAutoConfiguration {

    @Bean
    CircuitBreakerRegistry remoteCircuitBreakers() {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(3))
                .permittedNumberOfCallsInHalfOpenState(3)
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .ignoreException(RemoteAutoConfiguration::isNotItsFault)
                .build());
    }

    /** The request was wrong, or its caller gave it too little time. */
    private static boolean isNotItsFault(Throwable failure) {
        return (failure instanceof RemoteFailure remote && !remote.isServerSide()) || Deadline.passed();
    }

    /** No call takes longer than whoever waits for it does. */
    @Bean
    Capability callsInTime() {
        return new CallsInTime();
    }

    @Bean
    RemoteServices remoteServices(
            ApplicationContext context,
            Topology topology,
            ServiceAddresses addresses,
            CircuitBreakerRegistry breakers) {
        return new RemoteServices(new FeignClientBuilder(context), topology, addresses, breakers);
    }

    /**
     * One list for all clients, made now: each client would make its own at its first call, and a second call at the same
     * moment would find it half made and not know how to write JSON.
     */
    @Bean
    FeignHttpMessageConverters remoteConverters(
            ObjectProvider<ClientHttpMessageConvertersCustomizer> customizers,
            ObjectProvider<HttpMessageConverterCustomizer> more) {
        FeignHttpMessageConverters converters = new FeignHttpMessageConverters(customizers, more);
        if (converters.getConverters().isEmpty()) {
            throw new IllegalStateException("there is nothing that reads and writes bodies");
        }
        return converters;
    }

    @Bean
    ErrorDecoder remoteErrors(JsonMapper json) {
        return new RemoteErrors(json);
    }

    /** A call is repeated by whoever knows that it may be, not here. */
    @Bean
    Retryer noRetries() {
        return Retryer.NEVER_RETRY;
    }

    /** The HTTP client has a habit of its own: after a 503 it would wait as long as {@code Retry-After} says, and repeat. */
    @Bean
    HttpClientBuilderCustomizer noRetriesBelow() {
        return HttpClientBuilder::disableAutomaticRetries;
    }

    /** Profile tls: the other service shows a certificate of our authority for its address, and this one shows its own. */
    @Bean
    @ConditionalOnProperty("meridian.tls.certificate")
    HttpClientConnectionManagerBuilderCustomizer encryptedCalls(SslBundles bundles) {
        SSLContext context = bundles.getBundle("meridian").createSslContext();
        return connections -> connections.setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                .setSslContext(context)
                .setTlsVersions(TLS.V_1_3)
                .buildClassic());
    }

    @Bean
    RequestInterceptor serviceToken(TokenIssuer issuer, Clock clock) {
        ServiceToken token = new ServiceToken(issuer, clock);
        return request -> {
            request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token.current());
            Trace.onward().ifPresent(value -> request.header(Trace.TRACEPARENT, value));
            Trace.requestId().ifPresent(value -> request.header(Trace.REQUEST_ID, value));
            Deadline.current().ifPresent(deadline -> request.header(EdgeHeaders.DEADLINE, deadline.header()));
        };
    }
}
