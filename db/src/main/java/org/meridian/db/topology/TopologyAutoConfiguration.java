package org.meridian.db.topology;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The topology, and the region that this process runs in. */
@AutoConfiguration
@EnableConfigurationProperties(HomeProperties.class)
class TopologyAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Topology topology(HomeProperties home) {
        return Topology.load(home.topology());
    }

    @Bean
    @ConditionalOnMissingBean
    Region homeRegion(Topology topology, HomeProperties home) {
        if (home.region() == null) {
            throw new IllegalArgumentException(
                    "meridian.region is missing: the region that this process runs in, one of "
                            + topology.regions().stream().map(Region::name).toList());
        }
        return topology.region(home.region());
    }
}
