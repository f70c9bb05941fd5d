package org.meridian.gateway.load;

import org.meridian.db.topology.Topology;
import org.meridian.platform.load.BusyMachine;
import org.meridian.platform.load.LoadSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is known about the machine's load, once for all who want to know. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoadSettings.class)
class LoadConfiguration {

    @Bean
    BusyMachine machine(LoadSettings settings) {
        return BusyMachine.here(settings);
    }

    @Bean
    Limiters limiters(Topology topology, LoadSettings settings, BusyMachine machine) {
        return new Limiters(topology, settings, machine, System::nanoTime);
    }
}
