package org.meridian.gateway.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
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
 * @param headTimeout how long a caller may take for a request's head
 * @param bodyTimeout and for the body of an ordinary call
 * @param batchTimeout and for the body of a batch call
 * @param allowedOrigins origins, such as {@code https://app.example.org}, whose pages may call from a browser; none by default
 * @param connectTimeout how long one instance may take to accept a connection; three are tried
 * @param responseTimeout how long a service may take to begin its answer
 * @param streamSilence how long a service may send nothing in a streamed call, from the last byte that was sent to it
 * @param healthInterval how often each instance is asked for its health
 * @param healthTimeout how long it may take to say so
 * @param openApiMaxAge how long the merged OpenAPI document is kept before the services are asked again
 * @param eventLoops threads that do all the work; 0 is half the processors, and one at least
 * @param limits how often somebody may call
 * @param gathering how the hottest calls go to their services together
 */
@Validated
@ConfigurationProperties(prefix = "meridian.gateway", ignoreUnknownFields = false)
public record GatewayProperties(
        @DefaultValue List<Network> trustedProxies,
        @DefaultValue("2000") @Positive int maxInFlight,
        @DefaultValue("64KB") @NotNull DataSize bodyLimit,
        @DefaultValue("4MB") @NotNull DataSize batchLimit,
        @DefaultValue("10s") @NotNull Duration headTimeout,
        @DefaultValue("30s") @NotNull Duration bodyTimeout,
        @DefaultValue("2m") @NotNull Duration batchTimeout,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("500ms") @NotNull Duration connectTimeout,
        @DefaultValue("30s") @NotNull Duration responseTimeout,
        @DefaultValue("15m") @NotNull Duration streamSilence,
        @DefaultValue("2s") @NotNull Duration healthInterval,
        @DefaultValue("1s") @NotNull Duration healthTimeout,
        @DefaultValue("15s") @NotNull Duration openApiMaxAge,
        @DefaultValue("0") @PositiveOrZero int eventLoops,
        @DefaultValue @NotNull @Valid Limits limits,
        @DefaultValue @NotNull @Valid Gathering gathering) {

    /**
     * How often somebody may call this gateway. That many calls may come at once; they come back evenly within the period.
     *
     * @param per the period
     * @param caller calls of one token's subject, from wherever
     * @param address calls without a token, or with a bad one, of one address (IPv6: of one network of 64 bits)
     * @param login calls of one address for a code, a token or a registration
     * @param remembered callers, and addresses, that are counted one by one; more than these share a few counts
     */
    public record Limits(
            @DefaultValue("1m") @NotNull Duration per,
            @DefaultValue("600") @Positive int caller,
            @DefaultValue("1200") @Positive int address,
            @DefaultValue("300") @Positive int login,
            @DefaultValue("100000") @Positive int remembered) {}

    /**
     * How calls that the table of calls marks go to their own region's service many at a time. Whatever cannot go so goes by itself.
     *
     * @param enabled whether any do
     * @param inFlight carriers of one kind of call under way to one instance; while they are, further calls wait for the next
     * @param most calls in one carrier, as the services take it
     * @param size no further call goes into a carrier of so many bytes; below what a service takes of an internal call
     * @param rest while the machine is busy ({@code meridian.load.busy}), from one carrier's begin to the next one's at least;
     *     0: it never rests
     * @param enough with so many waiting calls a carrier goes without any rest
     * @param waiting calls that wait, of one kind, to one instance; one more is refused at once
     * @param patience how long a call waits to be sent, then it is refused
     * @param slowAfter a carrier that is not back after this time holds up the next no longer: one of its calls is slow
     */
    public record Gathering(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1") @Positive int inFlight,
            @DefaultValue("256") @Positive int most,
            @DefaultValue("1MB") @NotNull DataSize size,
            @DefaultValue("60ms") @NotNull Duration rest,
            @DefaultValue("64") @Positive int enough,
            @DefaultValue("2000") @Positive int waiting,
            @DefaultValue("1s") @NotNull Duration patience,
            @DefaultValue("100ms") @NotNull Duration slowAfter) {}
}
