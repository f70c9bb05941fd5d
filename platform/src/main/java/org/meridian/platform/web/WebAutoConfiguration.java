package org.meridian.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.meridian.db.topology.Region;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import tools.jackson.databind.json.JsonMapper;

/** Request ids, body limits and problem details, the same in every service. */
@AutoConfiguration(before = {ErrorMvcAutoConfiguration.class, WebMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(HttpLimits.class)
@Import({ProblemAdvice.class, LastResort.class})
public class WebAutoConfiguration {

    @Bean
    StrictJson strictJson() {
        return new StrictJson();
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    DatabaseProblems databaseProblems(Region homeRegion) {
        return new DatabaseProblems(homeRegion.name());
    }

    @Bean
    FilterRegistrationBean<Filter> traceFilter() {
        return registration(new TraceFilter(), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    FilterRegistrationBean<Filter> bodyLimitFilter(HttpLimits limits, ProblemWriter problems) {
        return registration(new BodyLimitFilter(limits, problems), Ordered.HIGHEST_PRECEDENCE + 1);
    }

    /** In place of the page that names the server and its release. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareErrors(JsonMapper json) {
        return factory -> factory.addContextCustomizers(context -> {
            Pipeline pipeline = context.getParent().getPipeline();
            for (Valve valve : pipeline.getValves()) {
                if (valve instanceof ErrorReportValve) {
                    pipeline.removeValve(valve);
                }
            }
            ((StandardHost) context.getParent()).setErrorReportValveClass(BareErrors.class.getName());
            pipeline.addValve(new BareErrors(json));
        });
    }

    /** Off: the {@code DispatcherServlet} binds the same to the thread, and nothing before it asks. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        FilterRegistrationBean<RequestContextFilter> registration =
                new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    /** ETag and 304 for reads of small things; what is streamed never passes here. */
    @Bean
    FilterRegistrationBean<Filter> etagFilter() {
        FilterRegistrationBean<Filter> registration =
                registration(new ShallowEtagHeaderFilter(), Ordered.LOWEST_PRECEDENCE);
        registration.addUrlPatterns(
                "/v1/me/*", "/v1/tubes/*", "/v1/divisions", "/v1/sites/*", "/v1/units/*", "/v1/places/*");
        return registration;
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, int order) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }
}
