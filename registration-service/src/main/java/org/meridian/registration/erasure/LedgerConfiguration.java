package org.meridian.registration.erasure;

import java.nio.file.Path;
import java.time.Clock;
import org.meridian.db.topology.Region;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {

    @Bean
    Ledger erasureLedger(LedgerProperties properties, Environment environment, Region homeRegion, Clock clock) {
        Path folder = properties.folder();
        if (folder == null) {
            if (!environment.acceptsProfiles(Profiles.of("local", "test"))) {
                throw new IllegalStateException("meridian.erasure-ledger.folder is missing: whom a restored database"
                        + " must not bring back has to be kept outside of it");
            }
            folder = Path.of(environment.getRequiredProperty("meridian.keys")).resolve("erasures");
        }
        return new Ledger(folder, homeRegion.name(), clock);
    }
}
