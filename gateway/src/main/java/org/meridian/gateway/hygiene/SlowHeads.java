package org.meridian.gateway.hygiene;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.settings.GatewayProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Hangs up on who begins a request and does not come to the end of its head: a byte now and then would keep a connection for
 * ever. A head that comes in one piece, as nearly all do, costs no timer.
 */
@Component
public class SlowHeads implements NettyServerCustomizer {

    /** The handler that sees bytes before they are read as HTTP. */
    public static final String FIRST = "meridian.headBegins";

    private final Duration atMost;

    SlowHeads(GatewayProperties properties) {
        this.atMost = properties.headTimeout();
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                Watch watch = new Watch(atMost);
                channel.pipeline().addBefore(NettyPipeline.HttpCodec, FIRST, watch);
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "meridian.headEnds", watch.end());
            }
        });
    }

    /** Sees bytes before they are read as HTTP. All of it runs on the channel's own thread. */
    private static final class Watch extends ChannelInboundHandlerAdapter {

        private final Duration atMost;
        private boolean inBody;
        private boolean inHead;
        private @Nullable Future<?> timer;

        Watch(Duration atMost) {
            this.atMost = atMost;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            inHead = !inBody;
            context.fireChannelRead(bytes);
            if (inHead && timer == null) {
                timer = context.executor()
                        .schedule((Runnable) context::close, atMost.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            stop();
            context.fireChannelInactive();
        }

        private void stop() {
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        }

        ChannelInboundHandlerAdapter end() {
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    if (message instanceof HttpRequest) {
                        inHead = false;
                        inBody = true;
                        stop();
                    }
                    if (message instanceof LastHttpContent) {
                        inBody = false;
                    }
                    context.fireChannelRead(message);
                }
            };
        }
    }
}
