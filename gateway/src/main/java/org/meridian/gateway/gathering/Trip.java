package org.meridian.gateway.gathering;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.MalformedFrameException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A carrier under way: its callers, in its order, and what has come back. An answer counts only with its call's ticket; one
 * that shows another, or comes twice, or to a call that was not sent, goes to nobody. All of it runs on one thread.
 */
final class Trip {

    private static final Logger log = LoggerFactory.getLogger(Trip.class);
    private static final int LONGEST = 8 * 1024 * 1024;

    private final List<Waiting> callers;
    private final boolean[] told;
    private byte[] bytes = new byte[4096];
    private int from;
    private int to;

    Trip(List<Waiting> callers) {
        this.callers = callers;
        this.told = new boolean[callers.size()];
    }

    int size() {
        return callers.size();
    }

    /** Tells everybody whose answer is now there in full. @throws MalformedFrameException when these are no answers */
    void read(ByteBuf more) {
        keep(more);
        while (to - from >= Frames.LENGTH_BYTES) {
            int length = length();
            if (length < 0 || length > LONGEST) {
                throw new MalformedFrameException("an answer of " + length + " bytes");
            }
            if (to - from - Frames.LENGTH_BYTES < length) {
                return;
            }
            int start = from + Frames.LENGTH_BYTES;
            from = start + length;
            tell(Frames.answer(Arrays.copyOfRange(bytes, start, from)));
        }
    }

    private void keep(ByteBuf more) {
        int size = more.readableBytes();
        if (bytes.length - to < size) {
            int kept = to - from;
            byte[] roomier = kept + size <= bytes.length ? bytes : new byte[Math.max(bytes.length * 2, kept + size)];
            System.arraycopy(bytes, from, roomier, 0, kept);
            bytes = roomier;
            from = 0;
            to = kept;
        }
        more.readBytes(bytes, to, size);
        to += size;
    }

    private int length() {
        return ByteBuffer.wrap(bytes, from, Frames.LENGTH_BYTES).getInt();
    }

    private void tell(GatheredAnswer answer) {
        int index = answer.index();
        if (index < 0 || index >= told.length || told[index]) {
            log.warn("an answer to no call of its carrier");
            return;
        }
        told[index] = true;
        Waiting caller = callers.get(index);
        if (caller.ticket() == answer.ticket()) {
            caller.answered(answer);
        } else {
            log.warn("an answer to another call than it says");
            caller.failed(new IOException("the answer was somebody else's"));
        }
    }

    /** Everybody who has not been told hears this. */
    void end(Throwable error) {
        for (int i = 0; i < told.length; i++) {
            if (!told[i]) {
                told[i] = true;
                callers.get(i).failed(error);
            }
        }
    }
}
