package org.meridian.gateway.settings;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.meridian.platform.edge.Network;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The gateway's own settings.
 *
 * @param trustedProxies networks whose forwarding, country and {@code X-Meridian-*} headers are believed; none by default
 * @param maxInFlight calls worked on at once; one more is refused at once with 503
 * @param bodyLimit the longest body of an ordinary call
 * @param batchLimit the longest body of a batch call, as the services take it; uploads have no limit and are never held in memory
 * @param connectTimeout how long one instance may take to accept a connection; three are tried
 * @param responseTimeout how long a service may take to begin its answer
 * @param streamSilence how long a service may send nothing in a streamed call, from the last byte that was sent to it
 * @param healthInterval how often each instance is asked for its health
 * @param healthTimeout how long it may take to say so
 * @param openApiMaxAge how long the merged OpenAPI document is kept before the services are asked again
 */
@Validated
@ConfigurationProperties(prefix = "meridian.gateway", ignoreUnknownFields = false)
public record GatewayProperties(
        @DefaultValue List<Network> trustedProxies,
        @DefaultValue("2000") @Positive int maxInFlight,
        @DefaultValue("64KB") @NotNull DataSize bodyLimit,
        @DefaultValue("4MB") @NotNull DataSize batchLimit,
        @DefaultValue("500ms") @NotNull Duration connectTimeout,
        @DefaultValue("30s") @NotNull Duration responseTimeout,
        @DefaultValue("15m") @NotNull Duration streamSilence,
        @DefaultValue("2s") @NotNull Duration healthInterval,
        @DefaultValue("1s") @NotNull Duration healthTimeout,
        @DefaultValue("15s") @NotNull Duration openApiMaxAge) {}
