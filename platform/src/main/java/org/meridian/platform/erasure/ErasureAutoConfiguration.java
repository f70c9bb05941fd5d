package org.meridian.platform.erasure;

import java.time.Clock;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Erasure, the same in every service; one that has {@link PersonalRows} is told of each. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(ErasureProperties.class)
@Import(ErasureController.class)
public class ErasureAutoConfiguration {

    @Bean
    RecentErasures recentErasures(ErasureProperties properties) {
        return new RecentErasures(properties);
    }

    @Bean
    Erasures erasures(JdbcClient jdbc, Clock clock, RecentErasures recent, ObjectProvider<PersonalRows> rows) {
        return new Erasures(jdbc, clock, recent, rows);
    }

    @Bean
    @ConditionalOnBean(PersonalRows.class)
    ErasureHandler erasureHandler(Erasures erasures, JsonMapper json) {
        return new ErasureHandler(erasures, json);
    }

    @Bean
    ErasureWatch erasureWatch(
            JdbcClient jdbc,
            CountryTransactions transactions,
            Erasures erasures,
            RecentErasures recent,
            Topology topology,
            Region home,
            ErasureProperties properties,
            Clock clock) {
        return new ErasureWatch(jdbc, transactions, erasures, recent, topology, home, properties, clock);
    }
}
