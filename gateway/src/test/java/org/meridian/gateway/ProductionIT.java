package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.platform.secret.GeneratedSecrets;
import org.meridian.platform.token.KeyFiles;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway in profile production. */
class ProductionIT {

    @TempDir
    Path keys;

    @BeforeEach
    void makeKeys() {
        KeyFiles.ensure(keys, List.of("registration-eu"));
    }

    @Test
    void point11AStartOnSecretsOfProfileLocalIsRefused() {
        GeneratedSecrets.mark(keys);
        assertThatThrownBy(this::start)
                .hasStackTraceContaining("Secrets in production")
                .hasStackTraceContaining("meridian.keys: jwks.json");
    }

    @Test
    void point11OnItsOwnItStarts() {
        try (ConfigurableApplicationContext gateway = start()) {
            assertThat(gateway.isRunning()).isTrue();
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .profiles("production")
                .properties(Map.of(
                        "meridian.region", "eu",
                        "meridian.keys", keys.toString(),
                        "meridian.services.eu.sampling", "http://127.0.0.1:9",
                        "server.port", "0",
                        "management.server.port", "0"))
                .run();
    }
}
