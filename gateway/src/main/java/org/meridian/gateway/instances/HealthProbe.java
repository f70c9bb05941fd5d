package org.meridian.gateway.instances;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.settings.GatewayProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks every instance for its health, all the time; one that says it is well gets calls again. */
@Component
class HealthProbe implements SmartLifecycle {

    private final Instances instances;
    private final WebClient client;
    private final Duration interval;
    private final Duration timeout;
    private volatile @Nullable Disposable running;

    HealthProbe(Instances instances, WebClient client, GatewayProperties properties) {
        this.instances = instances;
        this.client = client;
        this.interval = properties.healthInterval();
        this.timeout = properties.healthTimeout();
    }

    @Override
    public void start() {
        running = Flux.interval(Duration.ZERO, interval)
                .onBackpressureDrop()
                .concatMap(tick -> Flux.fromIterable(instances.all()).flatMap(this::probe))
                .subscribe();
    }

    private Mono<Void> probe(Instance instance) {
        return client.get()
                .uri(instance.address() + "/readyz")
                .exchangeToMono(answer ->
                        answer.releaseBody().thenReturn(answer.statusCode().is2xxSuccessful()))
                .timeout(timeout)
                .onErrorReturn(false)
                .doOnNext(well -> note(instance, well))
                .then();
    }

    private void note(Instance instance, boolean well) {
        if (well) {
            instances.markUp(instance);
        } else {
            instances.markDown(instance);
        }
    }

    @Override
    public void stop() {
        Disposable probing = running;
        if (probing != null) {
            probing.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
