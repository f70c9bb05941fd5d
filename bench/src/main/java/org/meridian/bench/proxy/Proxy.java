package org.meridian.bench.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.meridian.bench.proxy.Trouble.Break;

/** One link between two parts: passes everything on, as badly as it is told. What is told later goes for open connections too. */
public final class Proxy implements AutoCloseable {

    private final String name;
    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Random random;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final LongAdder connections = new LongAdder();
    private final LongAdder roundTrips = new LongAdder();
    private final Object change = new Object();
    private volatile Trouble trouble = Trouble.NONE;

    /**
     * @param name for people
     * @param listen where; port 0 takes one that is free
     * @param seed of the jitter
     */
    public Proxy(String name, InetSocketAddress listen, InetSocketAddress target, long seed) {
        this.name = name;
        this.target = target;
        this.random = new Random(seed);
        try {
            this.listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(listen, 1024);
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy for " + name + " at " + listen, e);
        }
        Thread.ofVirtual().name("proxy " + name).start(this::accept);
    }

    public String name() {
        return name;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** How many were made through it so far. */
    public long connections() {
        return connections.sum();
    }

    /**
     * How often somebody sent and was answered on it, connecting included: each would cost the way there and back. Gateways' probes of
     * whether a service lives, and events, are left out: nobody waits for them.
     */
    public long roundTrips() {
        return roundTrips.sum();
    }

    public Trouble trouble() {
        return trouble;
    }

    public void set(Trouble next) {
        synchronized (change) {
            Trouble before = trouble;
            trouble = next;
            change.notifyAll();
            if (next.how() == Break.CUT || before.how() == Break.HALF_OPEN) {
                links.forEach(Link::reset); // after the silence of a half-open one nobody there knows it
            }
        }
    }

    /** Until what holds this direction up is over, or the connection is. */
    void awaitVoice(boolean toServer, Link link) throws InterruptedException {
        if (trouble.isSilent(toServer)) {
            synchronized (change) {
                while (trouble.isSilent(toServer) && links.contains(link)) {
                    change.wait();
                }
            }
        }
    }

    long delayNanos() {
        Trouble now = trouble;
        if (!now.isLate()) {
            return 0;
        }
        long jitter = now.jitter().toNanos();
        synchronized (random) {
            return now.latency().toNanos() + (jitter > 0 ? random.nextLong(jitter) : 0);
        }
    }

    void turned() {
        roundTrips.increment();
    }

    void ended(Link link) {
        synchronized (change) {
            links.remove(link);
            change.notifyAll();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.increment();
                Link link = new Link(this, client, target);
                synchronized (change) {
                    links.add(link);
                }
                link.start();
            } catch (IOException e) {
                // closed, or the client has gone already
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::reset);
    }
}
