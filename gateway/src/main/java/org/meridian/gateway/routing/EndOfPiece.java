package org.meridian.gateway.routing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Does something once all that came over a connection in one piece has been looked at, and before the next connection is turned to.
 * An event loop finds hundreds of connections ready at once in a surge: what would be put off until it has read all of them, as a
 * task of its own is, would see each of those calls let in before the first of them is counted.
 */
@Component
final class EndOfPiece implements NettyServerCustomizer {

    private static final AttributeKey<Waiting> KEY = AttributeKey.valueOf(EndOfPiece.class, "waiting");

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) -> {
            if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
                Waiting waiting = new Waiting();
                channel.attr(KEY).set(waiting);
                channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, "meridian.endOfPiece", waiting);
            }
        });
    }

    /** On the channel's own thread. Where no piece is being looked at it is a task of its own. */
    static void then(Channel channel, Runnable task) {
        @Nullable
        Waiting waiting = channel.eventLoop().inEventLoop() ? channel.attr(KEY).get() : null;
        if (waiting == null || !waiting.reading) {
            channel.eventLoop().execute(task);
        } else {
            waiting.tasks.add(task);
        }
    }

    private static final class Waiting extends ChannelInboundHandlerAdapter {

        private final Queue<Runnable> tasks = new ArrayDeque<>(2);
        private boolean reading;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            reading = true;
            context.fireChannelRead(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.fireChannelReadComplete();
            reading = false;
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }
}
