package org.meridian.gateway.routing;

import io.netty.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.settings.GatewayProperties;
import org.meridian.platform.edge.EdgeHeaders;
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
import reactor.netty.channel.AbortedException;
import reactor.netty.channel.ChannelOperations;

/**
 * Holds bodies to their limits, of length and of time. They are read here before a service is asked, so a slow sender keeps
 * none of its connections; the same bytes go on. Uploads pass as they come. Nothing compressed is taken.
 */
@Component
class Bodies {

    /** A call, and its body where it was read. */
    record Inbound(ServerWebExchange exchange, byte @Nullable [] body) {}

    private final long ordinary;
    private final long batch;
    private final Duration ordinaryTime;
    private final Duration batchTime;

    Bodies(GatewayProperties properties) {
        this.ordinary = properties.bodyLimit().toBytes();
        this.batch = properties.batchLimit().toBytes();
        this.ordinaryTime = properties.bodyTimeout();
        this.batchTime = properties.batchTimeout();
    }

    Mono<Inbound> admit(ServerWebExchange exchange, Call call) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        long length = headers.getContentLength();
        boolean chunked = headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        boolean none = length <= 0 && !chunked;
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            return Mono.error(new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "No Content-Encoding is taken; send the body as it is."));
        }
        if (call.size() == Call.Size.STREAM) {
            return Mono.just(new Inbound(withoutEnd(exchange), null));
        }
        if (none) {
            return Mono.just(new Inbound(exchange, null));
        }
        long limit = call.size() == Call.Size.BATCH ? batch : ordinary;
        if (length > limit) {
            return Mono.error(tooLarge(limit));
        }
        return read(exchange, limit, call.size() == Call.Size.BATCH ? batchTime : ordinaryTime);
    }

    private static Mono<Inbound> read(ServerWebExchange exchange, long limit, Duration atMost) {
        Channel channel = channelOf(exchange);
        Future<?> deadline = hangUpAfter(channel, atMost);
        return DataBufferUtils.join(exchange.getRequest().getBody(), Math.toIntExact(limit))
                .map(Bodies::bytes)
                .doFinally(signal -> deadline.cancel(false))
                .defaultIfEmpty(new byte[0])
                // What came in the same piece is looked at first: a body whose end is malformed has been refused then,
                // and the connection closed, and it does not go on.
                .flatMap(bytes -> after(channel, bytes))
                .map(bytes -> new Inbound(
                        exchange.mutate().request(new Replayed(exchange, bytes)).build(), bytes))
                .onErrorMap(DataBufferLimitException.class, e -> tooLarge(limit))
                .onErrorMap(Bodies::isCutOff, e -> ProblemException.invalid("", "The body ended before it was whole."));
    }

    /** When the channel has done what it is at, if it is still there then. */
    private static Mono<byte[]> after(Channel channel, byte[] bytes) {
        return Mono.create(sink -> EndOfPiece.then(channel, () -> {
            if (channel.isActive()) {
                sink.success(bytes);
            } else {
                sink.success();
            }
        }));
    }

    /** Nobody but the caller is on this connection: no service has been asked yet. */
    private static boolean isCutOff(Throwable error) {
        return error instanceof IOException || error instanceof AbortedException;
    }

    /** As long as bytes come, a stream may go on. */
    private static ServerWebExchange withoutEnd(ServerWebExchange exchange) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> headers.remove(EdgeHeaders.DEADLINE)))
                .build();
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

    /** Whoever does not send what was announced does not read an answer either. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection
    private static Future<?> hangUpAfter(Channel channel, Duration atMost) {
        return channel.eventLoop().schedule((Runnable) channel::close, atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Channel channelOf(ServerWebExchange exchange) {
        return ((ChannelOperations<?, ?>) ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest())).channel();
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
