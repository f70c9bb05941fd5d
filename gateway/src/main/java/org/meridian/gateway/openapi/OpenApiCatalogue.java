package org.meridian.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Region;
import org.meridian.gateway.calls.CallTable;
import org.meridian.gateway.instances.Instances;
import org.meridian.gateway.instances.Service;
import org.meridian.gateway.settings.GatewayProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps each service's last known document and, for a while, the one that they make together. */
@Component
class OpenApiCatalogue {

    private record Merged(byte[] bytes, Instant until) {}

    private static final Logger log = LoggerFactory.getLogger(OpenApiCatalogue.class);

    private final Instances instances;
    private final Region own;
    private final WebClient client;
    private final CallTable table;
    private final JsonMapper json;
    private final Clock clock;
    private final Duration maxAge;
    private final ObjectNode base;
    private final Map<Service, JsonNode> lastKnown = new ConcurrentHashMap<>();
    private volatile @Nullable Merged merged;

    OpenApiCatalogue(
            Instances instances,
            Region own,
            WebClient client,
            CallTable table,
            JsonMapper json,
            Clock clock,
            GatewayProperties properties) {
        this.instances = instances;
        this.own = own;
        this.client = client;
        this.table = table;
        this.json = json;
        this.clock = clock;
        this.maxAge = properties.openApiMaxAge();
        this.base = (ObjectNode) read(json);
    }

    private static JsonNode read(JsonMapper json) {
        try (InputStream in = OpenApiCatalogue.class.getResourceAsStream("/openapi/base.json")) {
            return json.readTree(Objects.requireNonNull(in, "openapi/base.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document of all services, as JSON. */
    Mono<byte[]> document() {
        Merged known = merged;
        if (known != null && clock.instant().isBefore(known.until())) {
            return Mono.just(known.bytes());
        }
        return Flux.fromArray(Service.values()).flatMap(this::refresh).then(Mono.fromSupplier(this::merge));
    }

    private byte[] merge() {
        OpenApiMerger merger = new OpenApiMerger(table, base);
        List<String> missing = new ArrayList<>();
        for (Service service : Service.values()) {
            JsonNode document = lastKnown.get(service);
            if (document == null) {
                missing.add(service.key());
            } else {
                merger.add(service.key(), document);
            }
        }
        byte[] bytes = json.writeValueAsBytes(merger.missing(missing).document());
        if (missing.isEmpty()) {
            merged = new Merged(bytes, clock.instant().plus(maxAge));
        }
        return bytes;
    }

    /** From the first instance that gives it; else the last known one stays. */
    private Mono<Void> refresh(Service service) {
        return Flux.fromIterable(instances.candidates(service, own))
                .concatMap(instance -> client.get()
                        .uri(instance.address() + "/v3/api-docs")
                        .retrieve()
                        .bodyToMono(byte[].class)
                        .map(json::readTree)
                        .onErrorResume(e -> {
                            log.debug("no OpenAPI document from {}", instance, e);
                            return Mono.empty();
                        }))
                .next()
                .doOnNext(document -> lastKnown.put(service, document))
                .then();
    }
}
