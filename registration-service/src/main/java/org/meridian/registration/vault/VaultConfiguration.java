package org.meridian.registration.vault;

import java.nio.file.Path;
import org.meridian.registration.settings.RegistrationSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    /**
     * Only where people are invented is a missing key generated: elsewhere that would hide that it is lost. An installation
     * of before the indexes had a file of their own goes on with the key that they were made with.
     */
    @Bean
    Vault vault(RegistrationSettings settings, Environment environment) {
        Path keys = Path.of(environment.getRequiredProperty("meridian.keys"));
        Path wrapping = settings.keyset() != null ? settings.keyset() : keys.resolve("registration-keyset.json");
        Path index = settings.indexKeyset() != null
                ? settings.indexKeyset()
                : wrapping.resolveSibling("registration-index-keyset.json");
        if (environment.acceptsProfiles(Profiles.of("local", "test"))) {
            boolean local = environment.acceptsProfiles(Profiles.of("local"));
            KeysetFile.readOrGenerate(wrapping, local);
            return new Vault(wrapping, KeysetFile.readOr(index, local, () -> KeysetFile.primaryOf(wrapping)));
        }
        return new Vault(wrapping, KeysetFile.read(index));
    }
}
