package org.meridian.gateway.routing;

import org.jspecify.annotations.Nullable;
import org.meridian.gateway.calls.Binding;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.settings.GatewayProperties;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Holds bodies to their limit. Only what must be looked into, or comes without a length, is held in memory; the same
 * bytes go on. Uploads pass as they come.
 */
@Component
class Bodies {

    /** A call, and its body where it was read. */
    record Inbound(ServerWebExchange exchange, byte @Nullable [] body) {}

    private final long ordinary;
    private final long batch;

    Bodies(GatewayProperties properties) {
        this.ordinary = properties.bodyLimit().toBytes();
        this.batch = properties.batchLimit().toBytes();
    }

    Mono<Inbound> admit(ServerWebExchange exchange, Call call) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        long length = headers.getContentLength();
        boolean chunked = headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        boolean none = length <= 0 && !chunked;
        if (none || call.size() == Call.Size.STREAM) {
            return Mono.just(new Inbound(exchange, null));
        }
        long limit = call.size() == Call.Size.BATCH ? batch : ordinary;
        if (length > limit) {
            return Mono.error(tooLarge(limit));
        }
        boolean peeked = call.binding() instanceof Binding.Body || call.binding() instanceof Binding.Secret;
        return peeked || chunked ? read(exchange, limit) : Mono.just(new Inbound(exchange, null));
    }

    private static Mono<Inbound> read(ServerWebExchange exchange, long limit) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), Math.toIntExact(limit))
                .map(Bodies::bytes)
                .defaultIfEmpty(new byte[0])
                .map(bytes -> new Inbound(
                        exchange.mutate().request(new Replayed(exchange, bytes)).build(), bytes))
                .onErrorMap(DataBufferLimitException.class, e -> tooLarge(limit));
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(
                ProblemType.TOO_LARGE, "The body of this call may have " + limit + " bytes at most.");
    }

    /** The request with the bytes that were read, as often as it is sent. */
    private static final class Replayed extends ServerHttpRequestDecorator {

        private final ServerWebExchange exchange;
        private final byte[] bytes;

        Replayed(ServerWebExchange exchange, byte[] bytes) {
            super(exchange.getRequest());
            this.exchange = exchange;
            this.bytes = bytes;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(
                    () -> Flux.just(exchange.getResponse().bufferFactory().wrap(bytes)));
        }
    }
}
