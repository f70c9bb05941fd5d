package org.meridian.bench.traffic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection and the call on it. */
final class Connection {

    final Pool pool;
    final ReplyBuffer buffer = new ReplyBuffer();
    private final SocketChannel channel;
    private @Nullable ByteBuffer unsent;

    @Nullable
    SelectionKey key;

    /** The call that waits for its answer. */
    @Nullable
    Lane lane;

    int number;
    long due;
    long sent;

    Connection(Pool pool, SocketChannel channel) {
        this.pool = pool;
        this.channel = channel;
    }

    void send(byte[] request, ByteBuffer through) throws IOException {
        int first = Math.min(request.length, through.capacity());
        through.clear();
        through.put(request, 0, first).flip();
        int written = channel.write(through);
        if (written < request.length) {
            unsent = ByteBuffer.wrap(request, written, request.length - written);
            interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    void sendRest() throws IOException {
        ByteBuffer rest = unsent;
        if (rest != null) {
            channel.write(rest);
            if (!rest.hasRemaining()) {
                unsent = null;
                interest(SelectionKey.OP_READ);
            }
        }
    }

    int read(ByteBuffer into) throws IOException {
        into.clear();
        int read = channel.read(into);
        into.flip();
        return read;
    }

    private void interest(int operations) {
        if (key != null) {
            key.interestOps(operations);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }
}
