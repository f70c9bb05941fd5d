package org.meridian.gateway.load;

import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import org.meridian.gateway.hygiene.RequestIds;
import org.meridian.gateway.hygiene.SlowHeads;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Puts a {@link FirstGlance} and an {@link EarlyRefusal} into each connection: before all that reads HTTP, and
 * between the codec, where a request has just become one, and everything that is done for it.
 */
@Component
class EarlyRefusals implements NettyServerCustomizer {

    private static final Duration SELDOM = Duration.ofSeconds(10);

    private final Doorman doorman;
    private final RefusalBytes refusals;
    private final long seenEvery;

    EarlyRefusals(Doorman doorman, RequestIds requestIds, Environment environment) {
        this.doorman = doorman;
        this.refusals = new RefusalBytes(requestIds);
        Duration idle = environment.getProperty("server.netty.idle-timeout", Duration.class, SELDOM);
        this.seenEvery = Math.min(SELDOM.toNanos(), idle.toNanos() / 4);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, remote) -> {
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
                EarlyRefusal refusal = new EarlyRefusal(doorman, refusals);
                pipeline.addBefore(NettyPipeline.HttpTrafficHandler, "meridian.earlyRefusal", refusal);
                // before the watch for slow heads, too, which is waiting for a head where it has seen bytes
                String first = pipeline.get(SlowHeads.FIRST) == null ? NettyPipeline.HttpCodec : SlowHeads.FIRST;
                pipeline.addBefore(
                        first, "meridian.firstGlance", new FirstGlance(refusal, doorman, refusals, seenEvery));
            }
        });
    }
}
