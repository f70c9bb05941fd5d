package org.meridian.platform.idempotency;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.List;
import org.meridian.db.data.CountryTransactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** {@link Once} for every controller. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class IdempotencyAutoConfiguration {

    @Bean
    Idempotency idempotency(CountryTransactions transactions, JdbcClient jdbc, JsonMapper json, Clock clock) {
        return new Idempotency(transactions, jdbc, json, clock);
    }

    @Bean
    FilterRegistrationBean<Filter> bodyDigestFilter() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new BodyDigestFilter());
        registration.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    WebMvcConfigurer onceArguments(ObjectProvider<Idempotency> idempotency) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new OnceResolver(idempotency.getObject()));
            }
        };
    }
}
