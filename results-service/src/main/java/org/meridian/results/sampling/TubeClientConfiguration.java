package org.meridian.results.sampling;

import java.time.Clock;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TubeClientConfiguration {

    @Bean
    RegionalClients<TubeClient> tubes(RemoteServices services) {
        return services.clients(TubeClient.class, "sampling");
    }

    @Bean
    RegionalClients<SiteClient> sites(RemoteServices services) {
        return services.clients(SiteClient.class, "sampling");
    }

    @Bean
    Laboratories laboratories(RegionalClients<SiteClient> sites, Clock clock) {
        return new Laboratories(
                site -> sites.call(site.country(), client -> client.lookup(new SiteClient.Query(site))).stream()
                        .map(SiteClient.Site::status)
                        .findFirst()
                        .orElse("unknown"),
                clock);
    }
}
