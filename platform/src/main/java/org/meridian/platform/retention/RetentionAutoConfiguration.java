package org.meridian.platform.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules that every service has, and the job that follows all rules. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(RetentionProperties.class)
public class RetentionAutoConfiguration {

    /** Checked at every start, also where nothing is removed. */
    @Bean
    RetentionSettings retentionSettings(
            Environment environment, ObjectProvider<RetentionRule> rules, Topology topology) {
        return RetentionSettings.of(Binder.get(environment), rules.stream().toList(), topology);
    }

    /** Repeated with the same key later than that, a request is a new one. */
    @Bean
    RetentionRule idempotencyKeysRetention() {
        return RetentionRule.days("idempotency-keys", 7)
                .rows("idempotency_key", "key_hash")
                .since("created_at");
    }

    /** An event that was handled, but whose sender was cut off before it heard so, comes again as soon as it can. */
    @Bean
    RetentionRule handledEventsRetention() {
        return RetentionRule.days("handled-events", 90)
                .atLeast(30)
                .rows("inbox", "event_id")
                .since("received_at");
    }

    /** Without the keeper's password nothing can be removed. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "meridian.database.keeper-password", matchIfMissing = true, havingValue = "none")
    static class NothingIsRemoved {

        NothingIsRemoved() {
            LoggerFactory.getLogger(NothingIsRemoved.class)
                    .warn("meridian.database.keeper-password is missing: nothing is removed, however old it is");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("meridian.database.keeper-password")
    static class Removing {

        @Bean
        Retention retention(
                ObjectProvider<RetentionRule> rules,
                @Qualifier("keeperJdbc") JdbcClient keeper,
                RetentionSettings settings,
                JdbcClient jdbc,
                CountryTransactions transactions,
                Audit audit,
                RetentionProperties properties,
                IdGenerator ids,
                Clock clock,
                ObjectProvider<MeterRegistry> meters) {
            return new Retention(
                    rules.stream().toList(),
                    new Remover(keeper, settings, clock),
                    new Turns(jdbc, transactions, audit, clock),
                    properties,
                    ids,
                    clock,
                    meters.getIfAvailable(SimpleMeterRegistry::new));
        }

        @Bean
        RetentionJob retentionJob(
                Retention retention,
                Topology topology,
                Region home,
                RetentionProperties properties,
                ObjectProvider<MeterRegistry> meters) {
            return new RetentionJob(
                    retention,
                    topology.partitionsIn(home),
                    properties,
                    meters.getIfAvailable(SimpleMeterRegistry::new));
        }

        @Bean
        RetentionEndpoint retentionEndpoint(
                ObjectProvider<RetentionRule> rules,
                RetentionSettings settings,
                RetentionJob job,
                Topology topology,
                Region home) {
            List<RetentionRule> all = rules.stream().toList();
            return new RetentionEndpoint(all, settings, job, topology, home);
        }
    }
}
