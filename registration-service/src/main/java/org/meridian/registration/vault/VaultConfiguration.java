package org.meridian.registration.vault;

import java.nio.file.Path;
import org.meridian.registration.settings.RegistrationSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    /** Only where people are invented is a missing key generated: elsewhere that would hide that it is lost. */
    @Bean
    Vault vault(RegistrationSettings settings, Environment environment) {
        Path file = settings.keyset() != null
                ? settings.keyset()
                : Path.of(environment.getRequiredProperty("meridian.keys")).resolve("registration-keyset.json");
        boolean invented = environment.acceptsProfiles(Profiles.of("local", "test"));
        return new Vault(invented ? KeysetFile.readOrGenerate(file) : KeysetFile.read(file));
    }
}
