package org.meridian.platform.load.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.meridian.db.data.StatementListener;
import org.meridian.platform.web.ProblemWriter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** A service does nothing in vain, and takes on no more than it can do. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class LoadAutoConfiguration {

    /** Behind the filter that gives a request its trace. */
    @Bean
    FilterRegistrationBean<Filter> deadlineFilter(ProblemWriter problems) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new DeadlineFilter(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    StatementListener inTime() {
        return new InTime();
    }
}
