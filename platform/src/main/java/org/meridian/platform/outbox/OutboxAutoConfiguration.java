package org.meridian.platform.outbox;

import java.time.Clock;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
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
    Inbox inbox(CountryTransactions transactions, JdbcClient jdbc, Clock clock, ObjectProvider<EventHandler> handlers) {
        return new Inbox(transactions, jdbc, clock, handlers.orderedStream().toList());
    }

    @Bean
    OutboxRelay outboxRelay(
            JdbcClient jdbc,
            CountryTransactions transactions,
            Clock clock,
            RemoteServices remote,
            Topology topology,
            Region home,
            OutboxProperties properties,
            Signal signal) {
        return new OutboxRelay(new OutboxRows(jdbc, transactions, clock), remote, topology, home, properties, signal);
    }
}
