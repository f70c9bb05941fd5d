package org.meridian.gateway.handover;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.platform.handover.Handover;
import org.meridian.platform.handover.Steering;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Listens on a port that a successor may share, counts who is connected, and asks them to come anew while leaving. */
final class SharedPort implements NettyServerCustomizer {

    private final Handover handover;
    private final AtomicInteger connections = new AtomicInteger();

    SharedPort(Handover handover) {
        this.handover = handover;
    }

    int connections() {
        return connections.get();
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.option(shared(), true)
                .doOnBound(bound -> Steering.toTheYounger(((InetSocketAddress) bound.address()).getPort()))
                .doOnChannelInit((observer, channel, remote) -> {
                    if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
                        connections.incrementAndGet();
                        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
                        channel.pipeline()
                                .addAfter(NettyPipeline.HttpTrafficHandler, "meridian.farewell", new Farewell());
                    }
                });
    }

    private static ChannelOption<Boolean> shared() {
        return Epoll.isAvailable()
                ? EpollChannelOption.SO_REUSEPORT
                : NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);
    }

    /** With each answer of a process that leaves, its connection ends. */
    private final class Farewell extends ChannelOutboundHandlerAdapter {

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the promise tells whoever waits
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (handover.isLeaving() && message instanceof HttpResponse answer) {
                answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            context.write(message, promise);
        }
    }
}
