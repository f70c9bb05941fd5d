package org.meridian.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.job.Signal;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Events in both directions, the same in every service. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(OutboxProperties.class)
@Import(EventController.class)
public class OutboxAutoConfiguration {

    @Bean
    Signal outboxSignal() {
        return new Signal();
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, JsonMapper json, IdGenerator ids, Clock clock, Signal signal) {
        return new Outbox(jdbc, json, ids, clock, signal);
    }

    @Bean
    OutboxCounters outboxCounters(ObjectProvider<MeterRegistry> meters) {
        return new OutboxCounters(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    Inbox inbox(
            CountryTransactions transactions,
            JdbcClient jdbc,
            Clock clock,
            OutboxCounters counters,
            ObjectProvider<EventHandler> handlers) {
        return new Inbox(
                transactions, jdbc, clock, counters, handlers.orderedStream().toList());
    }

    @Bean
    OutboxRows outboxRows(
            JdbcClient jdbc, Topology topology, CountryTransactions transactions, IdGenerator ids, Clock clock) {
        return new OutboxRows(jdbc, topology, transactions, ids, clock);
    }

    @Bean
    OutboxRelay outboxRelay(
            OutboxRows rows,
            RemoteServices remote,
            OutboxCounters counters,
            Topology topology,
            Region home,
            OutboxProperties properties,
            Signal signal) {
        Settlement settlement = new Settlement(rows, counters, properties.attempts());
        return new OutboxRelay(rows, new Courier(remote), settlement, topology, home, properties, signal);
    }

    @Bean
    Backlog outboxBacklog(
            JdbcClient jdbc,
            CountryTransactions transactions,
            Audit audit,
            Clock clock,
            Topology topology,
            Region home) {
        return new Backlog(jdbc, transactions, audit, clock, topology, home);
    }

    @Bean
    OutboxGauges outboxGauges(Backlog backlog, Clock clock) {
        return new OutboxGauges(backlog, clock);
    }

    @Bean
    OutboxEndpoint outboxEndpoint(Backlog backlog, Signal signal) {
        return new OutboxEndpoint(backlog, signal);
    }
}
