package org.meridian.bench.traffic;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.BenchException;
import org.meridian.bench.measure.Precedence;

/**
 * Works offers, all at once, from the thread that asks for it, which comes before all others meanwhile. Calls go out in steps of at most a millisecond; one that finds no
 * free connection waits, and its time counts from when it was due all the same.
 */
public final class Traffic {

    /** Connections to one target at most: what is refused must not look as if it had waited for one. */
    public static final int CONNECTIONS = 4_096;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BUFFER = 64 << 10;
    private static final long STEP_MILLIS = 1;
    private static final long LOOK_NANOS = 250_000_000;

    private final Selector selector;
    private final Map<URI, Pool> pools = new LinkedHashMap<>();
    private final List<Lane> lanes;
    private final long patience;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private long start;
    private int turn;

    private Traffic(Selector selector, List<Offer> offers, int connections, Duration patience) {
        this.selector = selector;
        this.patience = patience.toNanos();
        this.lanes = offers.stream()
                .map(offer -> new Lane(
                        offer,
                        pools.computeIfAbsent(offer.target(), target -> new Pool(selector, target, connections))))
                .toList();
    }

    public static List<Outcome> run(List<Offer> offers) {
        return run(offers, CONNECTIONS, PATIENCE);
    }

    /**
     * @param connections to one target at most
     * @param patience how long a call waits for a connection, and then for its answer
     * @return in the order of the offers
     */
    public static List<Outcome> run(List<Offer> offers, int connections, Duration patience) {
        try (Selector selector = Selector.open();
                Precedence _ = Precedence.take()) {
            Traffic traffic = new Traffic(selector, offers, connections, patience);
            try {
                traffic.work();
            } finally {
                traffic.pools.values().forEach(Pool::close);
            }
            return traffic.lanes.stream().map(lane -> lane.outcome).toList();
        } catch (IOException e) {
            throw new BenchException("the generator broke down: " + e.getMessage(), e);
        }
    }

    private void work() throws IOException {
        start = System.nanoTime();
        long looked = 0;
        long round = now();
        long longest = 0;
        while (!lanes.stream().allMatch(Lane::isDone)) {
            longest = Math.max(longest, now() - round);
            round = now();
            sendAllDue();
            selector.select(this::ready, STEP_MILLIS);
            if (now() - looked > LOOK_NANOS) {
                looked = now();
                giveUpWhatTakesTooLong();
            }
        }
        double ended = now() / 1e9;
        double longestRound = longest / 1e6;
        lanes.forEach(lane -> lane.outcome.ended(ended, longestRound));
    }

    private long now() {
        return System.nanoTime() - start;
    }

    /** One of each lane in turn, and each time another one first, so that none takes all connections when there are few. */
    private void sendAllDue() {
        int first = turn++;
        boolean more = true;
        while (more) {
            more = false;
            for (int i = 0; i < lanes.size(); i++) {
                Lane lane = lanes.get(Math.floorMod(first + i, lanes.size()));
                more |= lane.isDue(now()) && sendNext(lane);
            }
        }
    }

    /** Whether there may be more to send. */
    private boolean sendNext(Lane lane) {
        long due = lane.due(now());
        if (now() - due > patience) {
            int number = lane.take();
            end(lane, number, due, "not sent: no connection was free");
            return true;
        }
        Connection connection;
        try {
            connection = lane.pool.take();
        } catch (IOException e) {
            end(lane, lane.take(), due, "not connected: " + e.getMessage());
            return true;
        }
        if (connection == null) {
            return false;
        }
        int number = lane.take();
        byte[] request = lane.offer.calls().request(number);
        if (request == null) {
            lane.pool.release(connection);
            end(lane, number, due, "not sent: the call before it failed");
            return true;
        }
        connection.lane = lane;
        connection.number = number;
        connection.due = due;
        connection.sent = now();
        try {
            connection.send(request, out);
        } catch (IOException e) {
            broken(connection, "connection lost");
        }
        return true;
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.sendRest();
            }
            if (key.isReadable()) {
                read(connection);
            }
        } catch (IOException e) {
            broken(connection, "connection lost");
        }
    }

    private void read(Connection connection) throws IOException {
        int read = connection.read(in);
        if (read < 0) {
            broken(connection, "connection closed");
            return;
        }
        Lane lane = connection.lane;
        if (lane == null) {
            throw new IOException("an answer that nobody asked for");
        }
        Reply reply = connection.buffer.add(in);
        if (reply == null) {
            return;
        }
        answered(lane, connection, reply);
        connection.lane = null;
        connection.buffer.clear();
        if (connection.buffer.closes()) {
            connection.pool.drop(connection);
        } else {
            connection.pool.release(connection);
        }
    }

    private void answered(Lane lane, Connection connection, Reply reply) {
        long now = now();
        lane.offer.calls().answered(connection.number, reply);
        if (lane.offer.calls().isServed(reply.status())) {
            lane.outcome.served(connection.due, now - connection.due);
        } else {
            lane.outcome.failed(connection.due, reply.kind(), now - connection.sent);
            lane.failed(reply, now);
        }
        lane.done();
    }

    private void giveUpWhatTakesTooLong() {
        for (Pool pool : pools.values()) {
            for (Connection connection : pool.all()) {
                if (connection.lane != null && now() - connection.sent > patience) {
                    broken(connection, "no answer in time");
                }
            }
        }
    }

    private void broken(Connection connection, String why) {
        @Nullable Lane lane = connection.lane;
        connection.lane = null;
        connection.pool.drop(connection);
        if (lane != null) {
            end(lane, connection.number, connection.due, why);
        }
    }

    private static void end(Lane lane, int number, long due, String why) {
        lane.offer.calls().unanswered(number);
        lane.outcome.failed(due, why, -1);
        lane.done();
    }
}
