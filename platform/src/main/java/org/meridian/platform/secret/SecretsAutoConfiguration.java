package org.meridian.platform.secret;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** Before anything is made with them, a service or gateway with profile production looks at its secrets. */
@AutoConfiguration
@Profile("production")
public class SecretsAutoConfiguration {

    private static final String KEYS = "meridian.keys";
    private static final List<String> PASSWORDS = List.of(
            "meridian.database.password", "meridian.database.reader-password", "meridian.database.keeper-password");
    private static final List<String> CERTIFICATES =
            List.of("meridian.tls.certificate", "meridian.tls.authority", "meridian.database.authority");

    /** With the names that they have in the folder of keys where no setting names them. */
    private static final List<List<String>> KEYSETS = List.of(
            List.of("meridian.registration.keyset", "registration-keyset.json"),
            List.of("meridian.registration.index-keyset", "registration-index-keyset.json"));

    @Bean
    static BeanFactoryPostProcessor secretsOfProduction(Environment environment) {
        check(environment);
        return beans -> {};
    }

    static void check(Environment environment) {
        GeneratedSecrets secrets = new GeneratedSecrets();
        Path folder = path(environment, KEYS);
        if (folder != null) {
            secrets.keys(KEYS, folder);
        }
        for (List<String> keyset : KEYSETS) {
            Path file = path(environment, keyset.getFirst());
            if (file != null) {
                secrets.keyset(keyset.getFirst(), file);
            } else if (folder != null) {
                secrets.keyset(KEYS, folder.resolve(keyset.getLast()));
            }
        }
        PASSWORDS.forEach(setting -> secrets.password(setting, environment.getProperty(setting, "")));
        for (String setting : CERTIFICATES) {
            Path pem = path(environment, setting);
            if (pem != null) {
                secrets.certificates(setting, pem);
            }
        }
        secrets.refuse();
    }

    private static @Nullable Path path(Environment environment, String setting) {
        String value = environment.getProperty(setting, "");
        return value.isBlank() ? null : Path.of(value);
    }
}
