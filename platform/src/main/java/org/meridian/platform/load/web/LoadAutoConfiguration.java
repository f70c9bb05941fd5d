package org.meridian.platform.load.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.HashSet;
import java.util.Set;
import org.meridian.db.data.StatementListener;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.load.BusyMachine;
import org.meridian.platform.load.Limiter;
import org.meridian.platform.load.LoadSettings;
import org.meridian.platform.web.HttpLimits;
import org.meridian.platform.web.ProblemWriter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** A service does nothing in vain, and takes on no more than it can do. */
@AutoConfiguration
@EnableConfigurationProperties(LoadSettings.class)
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
    BusyMachine busyMachine(LoadSettings settings) {
        return BusyMachine.here(settings);
    }

    @Bean
    Limiter limiter(LoadSettings settings, BusyMachine machine) {
        return new Limiter(settings, machine, System::nanoTime);
    }

    /** Behind the deadline: what comes too late takes no place. */
    @Bean
    FilterRegistrationBean<Filter> admissionFilter(
            AccessTable table, Environment environment, HttpLimits limits, Limiter limiter, ProblemWriter problems) {
        Set<String> streams = new HashSet<>(limits.streamed());
        streams.add("/v1/results/receipts/{receiptId}/events");
        OperationPaths operations = new OperationPaths(table, environment.getRequiredProperty("meridian.service"));
        FilterRegistrationBean<Filter> registration =
                new FilterRegistrationBean<>(new AdmissionFilter(operations, limiter, streams, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    StatementListener inTime() {
        return new InTime();
    }
}
