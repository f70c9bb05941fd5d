package org.meridian.bench.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections to one target. The one used last is used next, so that there are no more than needed. */
final class Pool {

    private final Selector selector;
    private final InetSocketAddress address;
    private final int most;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> all = new ArrayList<>();

    Pool(Selector selector, URI target, int most) {
        this.selector = selector;
        this.address = new InetSocketAddress(target.getHost(), target.getPort());
        this.most = most;
    }

    /** A connection that is free; null when all are busy and there may be no more. */
    @Nullable
    Connection take() throws IOException {
        Connection free = idle.pollLast();
        if (free != null || all.size() >= most) {
            return free;
        }
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(this, channel);
        connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
        all.add(connection);
        return connection;
    }

    void release(Connection connection) {
        idle.addLast(connection);
    }

    void drop(Connection connection) {
        idle.remove(connection);
        all.remove(connection);
        connection.close();
    }

    List<Connection> all() {
        return List.copyOf(all);
    }

    void close() {
        all.forEach(Connection::close);
    }
}
