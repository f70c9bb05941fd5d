package org.meridian.gateway.gathering;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Region;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.Call.Carriage;
import org.meridian.gateway.hygiene.Onward;
import org.meridian.gateway.instances.Instance;
import org.meridian.gateway.settings.GatewayProperties;
import org.meridian.platform.gathered.Carrier;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.gathered.HeaderField;
import org.meridian.platform.load.BusyMachine;
import org.meridian.platform.token.Vouch;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.client.HttpClient;

/**
 * Sends a call in a carrier instead of by itself, after everything that a gateway has to say about it: which call it is, whose,
 * whether it may come, how long it is, where it goes. What comes back is the service's own answer to this call.
 */
@Component
public class Gatherers implements SmartLifecycle {

    private static final byte[] NOTHING = {};
    private static final Duration SWEEP = Duration.ofMillis(100);

    private final GatewayProperties.Gathering settings;
    private final HttpClient http;
    private final Region own;
    private final Vouch vouch;
    private final BusyMachine machine;
    private final Map<Key, Gatherer> gatherers = new ConcurrentHashMap<>();
    private volatile @Nullable Disposable sweeping;

    private record Key(Call call, Instance instance) {}

    Gatherers(
            GatewayProperties properties, HttpClient gatewayHttpClient, Region own, Vouch vouch, BusyMachine machine) {
        this.settings = properties.gathering();
        this.http = gatewayHttpClient.responseTimeout(properties.responseTimeout());
        this.own = own;
        this.vouch = vouch;
        this.machine = machine;
    }

    /**
     * The call's way in a carrier, when it has one. It fails like any other way: with what the connection failed with, or with
     * {@link NotTakenException}.
     *
     * @param body as it was read, none when there is none
     */
    public @Nullable Mono<Void> way(ServerWebExchange exchange, Call call, Instance instance, byte @Nullable [] body) {
        ServerHttpRequest request = exchange.getRequest();
        if (!settings.enabled()
                || call.carriage() == Carriage.ALONE
                || !request.getMethod().equals(call.method()) // HEAD is answered without what GET says
                || !instance.region().equals(own)) { // only the own region's services know the gateway's seal
            return null;
        }
        Gatherer gatherer = gatherers.computeIfAbsent(new Key(call, instance), this::gatherer);
        if (gatherer.rests()) {
            return null;
        }
        long ticket = ThreadLocalRandom.current().nextLong();
        byte[] part;
        try {
            part = Frames.part(carried(exchange, ticket, body == null ? NOTHING : body));
        } catch (IllegalArgumentException e) {
            return null; // too many headers, say: it is seen what comes of it by itself
        }
        EventLoop loop = ((ChannelOperations<?, ?>) ServerHttpRequestDecorator.getNativeRequest(request))
                .channel()
                .eventLoop();
        return Mono.<GatheredAnswer>create(
                        sink -> gatherer.add(new Waiting(ticket, part, System.nanoTime(), loop, sink)))
                .flatMap(answer -> write(answer, exchange.getResponse()));
    }

    private Gatherer gatherer(Key key) {
        BooleanSupplier waits = key.call().carriage() == Carriage.PROMPT ? () -> false : machine::isBusy;
        return new Gatherer(key.instance(), http, vouch, settings, waits);
    }

    /** Calls that wait to be sent. */
    public long waiting() {
        return gatherers.values().stream().mapToLong(Gatherer::waiting).sum();
    }

    private GatheredCall carried(ServerWebExchange exchange, long ticket, byte[] body) {
        ServerHttpRequest request = exchange.getRequest();
        List<HeaderField> headers = new ArrayList<>();
        Onward.each(exchange, (name, values) -> {
            if (!Carrier.NOT_CARRIED.contains(name)) {
                values.forEach(value -> headers.add(new HeaderField(name, value)));
            }
        });
        return new GatheredCall(
                ticket,
                request.getMethod().name(),
                request.getURI().getRawPath(),
                request.getURI().getRawQuery(),
                headers,
                body);
    }

    private static Mono<Void> write(GatheredAnswer answer, ServerHttpResponse response) {
        response.setRawStatusCode(answer.status());
        HttpHeaders headers = response.getHeaders();
        for (HeaderField header : answer.headers()) {
            if (!Carrier.NOT_CARRIED.contains(header.name())) {
                headers.add(header.name(), header.value());
            }
        }
        boolean bodiless = answer.status() == 204 || answer.status() == 304;
        if (bodiless) {
            return response.setComplete();
        }
        headers.setContentLength(answer.body().length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
    }

    @Override
    public void start() {
        sweeping = Flux.interval(SWEEP)
                .onBackpressureDrop()
                .doOnNext(tick -> gatherers.values().forEach(Gatherer::sweep))
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable running = sweeping;
        if (running != null) {
            running.dispose();
            sweeping = null;
        }
    }

    @Override
    public boolean isRunning() {
        return sweeping != null;
    }
}
