package org.meridian.gateway.load;

import org.meridian.gateway.calls.CallTable;
import org.meridian.gateway.hygiene.RequestIds;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Puts an {@link EarlyRefusal} into each connection: between the codec, where a request has just become one, and everything
 * that is done for it. The last in line of what stands there, so that slow heads are still seen.
 */
@Component
class EarlyRefusals implements NettyServerCustomizer {

    private final CallTable table;
    private final Door door;
    private final RefusalBytes refusals;

    EarlyRefusals(CallTable table, Door door, RequestIds requestIds) {
        this.table = table;
        this.door = door;
        this.refusals = new RefusalBytes(requestIds);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) -> {
            if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
                channel.pipeline()
                        .addBefore(
                                NettyPipeline.HttpTrafficHandler,
                                "meridian.earlyRefusal",
                                new EarlyRefusal(table, door, refusals));
            }
        });
    }
}
