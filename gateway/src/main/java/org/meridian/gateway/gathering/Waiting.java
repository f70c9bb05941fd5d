package org.meridian.gateway.gathering;

import io.netty.channel.EventLoop;
import org.meridian.platform.gathered.GatheredAnswer;
import reactor.core.publisher.MonoSink;

/** A caller who waits, and the call as it stands in a carrier. Told once, on the thread of the caller's own connection. */
final class Waiting {

    private final long ticket;
    private final byte[] part;
    private final long since;
    private final EventLoop loop;
    private final MonoSink<GatheredAnswer> sink;
    private volatile boolean gone;

    /** @param since by {@link System#nanoTime} */
    Waiting(long ticket, byte[] part, long since, EventLoop loop, MonoSink<GatheredAnswer> sink) {
        this.ticket = ticket;
        this.part = part;
        this.since = since;
        this.loop = loop;
        this.sink = sink;
        sink.onDispose(() -> gone = true);
    }

    long ticket() {
        return ticket;
    }

    byte[] part() {
        return part;
    }

    long since() {
        return since;
    }

    /** Answered, or hung up. */
    boolean isGone() {
        return gone;
    }

    void answered(GatheredAnswer answer) {
        loop.execute(() -> sink.success(answer));
    }

    void failed(Throwable error) {
        loop.execute(() -> sink.error(error));
    }
}
