package org.meridian.gateway.outbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.meridian.gateway.instances.Instance;
import org.meridian.gateway.instances.Instances;
import org.meridian.gateway.instances.Service;
import org.springframework.context.annotation.Profile;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The messages that would go to a phone, from all regions: which one holds them depends on the country that was asked for,
 * not on the phone. In no other profile does this exist.
 */
@RestController
@Profile("local")
class OutboxController {

    /** A message as a registration service tells it. */
    record Message(String challengeId, String code, Instant sentAt) {}

    private static final ParameterizedTypeReference<List<Message>> MESSAGES = new ParameterizedTypeReference<>() {};

    private final Instances instances;
    private final WebClient client;

    OutboxController(Instances instances, WebClient client) {
        this.instances = instances;
        this.client = client;
    }

    @GetMapping("/dev/outbox")
    Mono<List<Message>> outbox(@RequestParam String phone) {
        return Flux.fromIterable(instances.of(Service.REGISTRATION))
                .flatMap(instance -> ask(instance, phone))
                .flatMapIterable(messages -> messages)
                .distinct(Message::challengeId)
                .collectSortedList(Comparator.comparing(Message::sentAt).reversed());
    }

    /** A region that does not answer has no messages to tell: the others' are still worth having. */
    private Mono<List<Message>> ask(Instance instance, String phone) {
        return client.get()
                .uri(instance.address() + "/dev/outbox?phone={phone}", Map.of("phone", phone))
                .retrieve()
                .bodyToMono(MESSAGES)
                .onErrorComplete();
    }
}
