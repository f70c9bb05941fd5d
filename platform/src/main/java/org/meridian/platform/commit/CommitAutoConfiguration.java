package org.meridian.platform.commit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.load.BusyMachine;
import org.meridian.platform.load.web.LoadAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** {@link GroupCommits} for every service. */
@AutoConfiguration(after = LoadAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(CommitProperties.class)
public class CommitAutoConfiguration {

    @Bean
    GroupCommits groupCommits(
            CountryTransactions transactions,
            Topology topology,
            Region homeRegion,
            CommitProperties properties,
            BusyMachine machine,
            ObjectProvider<MeterRegistry> meters) {
        return new GroupCommits(
                transactions,
                topology,
                homeRegion,
                properties,
                machine::isBusy,
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }
}
