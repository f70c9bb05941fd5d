package org.meridian.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.util.Objects;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.Match;
import org.meridian.gateway.hygiene.Onward;
import org.meridian.gateway.settings.GatewayProperties;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Sends a call to the instance that was chosen and its answer back, in place of Spring Cloud Gateway's two filters for that,
 * which cost twice as much: headers are copied once in each direction, the client is set up once and not for each
 * call, and a short answer, as nearly all are, goes out in one piece. It is also told only when it is whole: a
 * service that dies in the middle of one has not answered.
 */
@Component
class Passing implements GlobalFilter, Ordered {

    /** The longest answer that is held for a moment; a longer one passes as it comes. */
    private static final long SHORT = 64 << 10;

    private final HttpClient calls;
    private final HttpClient streams;

    Passing(HttpClient http, GatewayProperties properties) {
        this.calls = http.responseTimeout(properties.responseTimeout());
        this.streams = http.responseTimeout(properties.streamSilence());
    }

    @Override
    public int getOrder() {
        return NettyRoutingFilter.ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        URI target = exchange.getRequiredAttribute(GATEWAY_REQUEST_URL_ATTR);
        Call call = Objects.requireNonNull(Match.Found.of(exchange)).call();
        boolean streamed = call.size() == Call.Size.STREAM;
        ServerHttpRequest request = exchange.getRequest();
        return (streamed ? streams : calls)
                .request(HttpMethod.valueOf(request.getMethod().name()))
                .uri(target)
                .send((sent, out) -> {
                    HttpHeaders headers = sent.requestHeaders();
                    Onward.each(exchange, headers::set);
                    return Heads.announcesBody(request)
                            ? out.send(request.getBody().map(Passing::bytes))
                            : out;
                })
                .responseConnection((answer, connection) -> back(exchange, answer, connection, streamed))
                .then();
    }

    private static Publisher<Void> back(
            ServerWebExchange exchange, HttpClientResponse answer, Connection connection, boolean streamed) {
        ServerHttpResponse response = exchange.getResponse();
        long length = Heads.lengthOf(answer);
        Mono<Void> written;
        if (!streamed && length >= 0 && length <= SHORT) {
            written = connection
                    .inbound()
                    .receive()
                    .aggregate()
                    .retain()
                    .singleOptional()
                    .flatMap(body -> {
                        Heads.copy(answer, response);
                        return body.isPresent()
                                ? response.writeWith(Mono.just(wrapped(response, body.get())))
                                : response.setComplete();
                    });
        } else {
            Heads.copy(answer, response);
            Flux<DataBuffer> body = connection.inbound().receive().retain().map(bytes -> wrapped(response, bytes));
            boolean events = MediaType.TEXT_EVENT_STREAM.isCompatibleWith(
                    response.getHeaders().getContentType());
            written = events ? response.writeAndFlushWith(body.map(Flux::just)) : response.writeWith(body);
        }
        // whoever has hung up, or a service that broke off: the rest of the answer is not waited for
        return written.doOnCancel(connection::dispose).doOnError(e -> connection.dispose());
    }

    private static DataBuffer wrapped(ServerHttpResponse response, ByteBuf bytes) {
        return ((NettyDataBufferFactory) response.bufferFactory()).wrap(bytes);
    }

    private static ByteBuf bytes(DataBuffer buffer) {
        return NettyDataBufferFactory.toByteBuf(buffer);
    }
}
