package org.meridian.platform.security;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.token.TokenIssuer;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.platform.token.Vouch;
import org.meridian.platform.web.ProblemWriter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Tokens are verified here again, whatever a gateway has done; who may call a method stands in the access table. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class SecurityAutoConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<AccessTable> table;
    private final Environment environment;

    SecurityAutoConfiguration(ObjectProvider<AccessTable> table, Environment environment) {
        this.table = table;
        this.environment = environment;
    }

    @Bean
    @ConditionalOnMissingBean
    static AccessTable accessTable() {
        return AccessTable.MERIDIAN;
    }

    @Bean
    static UnlistedHandlers unlistedHandlers(
            AccessTable table, Environment environment, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new UnlistedHandlers(table, service(environment), mappings);
    }

    @Bean
    static TokenVerifier tokenVerifier(Environment environment, Topology topology, Vouch vouch, Clock clock) {
        return new TokenVerifier(keys(environment), topology, vouch, clock);
    }

    /** How tokens that were not remembered came to be taken; {@code wrong} vouches were worth nothing. */
    @Bean
    static MeterBinder tokensTaken(TokenVerifier verifier) {
        return meters -> {
            FunctionCounter.builder("meridian.tokens", verifier, TokenVerifier::signatures)
                    .tag("by", "signature")
                    .register(meters);
            FunctionCounter.builder("meridian.tokens", verifier, TokenVerifier::vouched)
                    .tag("by", "vouch")
                    .register(meters);
            FunctionCounter.builder("meridian.vouches.wrong", verifier, TokenVerifier::wrongVouches)
                    .register(meters);
        };
    }

    /** Reads the words of this region's gateways. */
    @Bean
    static Vouch vouch(Environment environment, Region homeRegion, Clock clock) {
        return new Vouch(keys(environment), homeRegion.name(), clock);
    }

    /** Signs this service's own calls to others. */
    @Bean
    static TokenIssuer serviceTokenIssuer(Environment environment, Clock clock) {
        return new TokenIssuer(keys(environment), service(environment), clock);
    }

    private static String service(Environment environment) {
        return environment.getRequiredProperty("meridian.service");
    }

    private static Path keys(Environment environment) {
        return Path.of(environment.getRequiredProperty("meridian.keys"));
    }

    /**
     * What of Spring Security's usual chain has something to do here. What is for sessions, log-ins, anonymous names, saved
     * requests and exceptions of pages would look at every call and find nothing.
     */
    private static final Set<Class<? extends Filter>> NEEDED = Set.of(
            WebAsyncManagerIntegrationFilter.class,
            SecurityContextHolderFilter.class,
            HeaderWriterFilter.class,
            AuthenticationFilter.class,
            SecurityContextHolderAwareRequestFilter.class);

    @Bean
    static SecurityFilterChain securityFilterChain(
            HttpSecurity http, TokenVerifier verifier, Erasures erasures, ProblemWriter problems) throws Exception {
        DefaultSecurityFilterChain usual = http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        new AuthenticationFilter(verifier, erasures, problems), AnonymousAuthenticationFilter.class)
                .build();
        return new DefaultSecurityFilterChain(
                usual.getRequestMatcher(),
                usual.getFilters().stream()
                        .filter(filter -> NEEDED.contains(filter.getClass()))
                        .toList()); // who may call is decided by the access table: AccessInterceptor
    }

    @Bean
    static HttpFirewall httpFirewall() {
        return new QuickFirewall();
    }

    /** There is no password to log in with; its presence keeps Boot from inventing a user. */
    @Bean
    static AuthenticationManager noAuthenticationByPassword() {
        return authentication -> {
            throw new ProviderNotFoundException("tokens only");
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessInterceptor(table.getObject(), service(environment)));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerResolver());
    }
}
