package org.meridian.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.edge.Network;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class SettingsTests {

    @EnableConfigurationProperties(GatewayProperties.class)
    static class Settings {}

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void everySettingBinds() {
        Map<String, String> given = new HashMap<>(Map.of(
                "event-loops", "12",
                "head-timeout", "12ms",
                "body-timeout", "13ms",
                "batch-timeout", "14ms",
                "allowed-origins", "https://a.example,https://b.example"));
        given.putAll(Map.of(
                "limits.per", "7ms",
                "limits.caller", "8",
                "limits.address", "9",
                "limits.login", "10",
                "limits.remembered", "11"));
        given.putAll(Map.of(
                "gathering.enabled", "false",
                "gathering.in-flight", "15",
                "gathering.most", "16",
                "gathering.size", "3KB",
                "gathering.rest", "20ms",
                "gathering.enough", "21",
                "gathering.waiting", "17",
                "gathering.patience", "18ms",
                "gathering.slow-after", "19ms"));
        int nested = GatewayProperties.Limits.class.getRecordComponents().length
                + GatewayProperties.Gathering.class.getRecordComponents().length;
        given.putAll(Map.of(
                "trusted-proxies", "10.0.0.0/8,::1",
                "max-in-flight", "7",
                "body-limit", "1KB",
                "batch-limit", "2KB",
                "connect-timeout", "1ms",
                "response-timeout", "2ms",
                "stream-silence", "3ms",
                "health-interval", "4ms",
                "health-timeout", "5ms",
                "open-api-max-age", "6ms"));
        assertThat(given).hasSize(nested + GatewayProperties.class.getRecordComponents().length - 2);
        String[] pairs = given.entrySet().stream()
                .map(e -> "meridian.gateway." + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new);
        context.withPropertyValues(pairs)
                .run(started -> assertThat(started.getBean(GatewayProperties.class))
                        .isEqualTo(new GatewayProperties(
                                List.of(Network.of("10.0.0.0/8"), Network.of("::1/128")),
                                7,
                                DataSize.ofKilobytes(1),
                                DataSize.ofKilobytes(2),
                                Duration.ofMillis(12),
                                Duration.ofMillis(13),
                                Duration.ofMillis(14),
                                List.of("https://a.example", "https://b.example"),
                                Duration.ofMillis(1),
                                Duration.ofMillis(2),
                                Duration.ofMillis(3),
                                Duration.ofMillis(4),
                                Duration.ofMillis(5),
                                Duration.ofMillis(6),
                                12,
                                new GatewayProperties.Limits(Duration.ofMillis(7), 8, 9, 10, 11),
                                new GatewayProperties.Gathering(
                                        false,
                                        15,
                                        16,
                                        DataSize.ofKilobytes(3),
                                        Duration.ofMillis(20),
                                        21,
                                        17,
                                        Duration.ofMillis(18),
                                        Duration.ofMillis(19)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-inflight-calls=5", "max-in-flight=0", "trusted-proxies=example.org"})
    void anUnknownOrImpossibleOneEndsTheStart(String setting) {
        context.withPropertyValues("meridian.gateway." + setting)
                .run(started -> assertThat(started).hasFailed());
    }
}
