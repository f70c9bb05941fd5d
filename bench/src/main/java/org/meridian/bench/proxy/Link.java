package org.meridian.bench.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.meridian.bench.proxy.Trouble.Break;

/** One connection through a proxy: two pumps, each of a reader and, behind a queue, a writer that may be late. */
final class Link {

    private static final int CONNECT_MS = 5_000;
    private static final int PIECE = 16_384;
    private static final byte[] END = {};
    private static final List<String> BEHIND = List.of("GET /readyz ", "POST /internal/events");
    private static final int HEAD = 32;

    private final Proxy proxy;
    private final Socket client;
    private final Socket server = new Socket();
    private final InetSocketAddress target;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger(2);
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean asking;
    private volatile boolean answered = true;
    private boolean asked;

    /** @param data empty: the end */
    private record Piece(byte[] data, long due) {}

    Link(Proxy proxy, Socket client, InetSocketAddress target) {
        this.proxy = proxy;
        this.client = client;
        this.target = target;
    }

    void start() {
        Thread.ofVirtual().name("link " + proxy.name()).start(this::run);
    }

    private void run() {
        Break how = proxy.trouble().how();
        if (how == Break.CUT) {
            reset();
            return;
        }
        try {
            client.setTcpNoDelay(true);
            if (how != Break.HALF_OPEN) {
                await(System.nanoTime() + 2 * proxy.delayNanos()); // what connecting would take
                server.connect(target, CONNECT_MS);
                server.setTcpNoDelay(true);
                pump(server, client, false);
                pump(client, server, true);
            } else {
                drain(client);
            }
        } catch (IOException e) {
            reset();
        }
    }

    private void drain(Socket from) throws IOException {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[PIECE];
        while (in.read(buffer) >= 0) {
            // gone
        }
        reset();
    }

    private void pump(Socket from, Socket to, boolean toServer) {
        LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(256);
        Thread.ofVirtual().start(() -> read(from, pieces));
        Thread.ofVirtual().start(() -> write(pieces, to, toServer));
    }

    private void read(Socket from, LinkedBlockingQueue<Piece> pieces) {
        byte[] buffer = new byte[PIECE];
        long due = System.nanoTime();
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (proxy.trouble().how() != Break.HALF_OPEN) {
                    due = Math.max(due, System.nanoTime() + proxy.delayNanos());
                    put(new Piece(Arrays.copyOf(buffer, length), due), pieces);
                }
            }
            Trouble trouble = proxy.trouble();
            if (trouble.how() == Break.HALF_OPEN) {
                reset();
            }
            long later = trouble.how() == Break.SLOW_CLOSE ? trouble.closing().toNanos() : proxy.delayNanos();
            put(new Piece(END, Math.max(due, System.nanoTime() + later)), pieces);
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (over.get()) {
            pieces.clear();
            pieces.add(new Piece(END, 0)); // whoever waits for more shall not wait for ever
        }
    }

    private void put(Piece piece, LinkedBlockingQueue<Piece> pieces) throws InterruptedException {
        while (!over.get() && !pieces.offer(piece, 200, TimeUnit.MILLISECONDS)) {
            // the other side does not read
        }
    }

    private void write(LinkedBlockingQueue<Piece> pieces, Socket to, boolean toServer) {
        try {
            Piece piece;
            do {
                piece = pieces.take();
                await(piece.due());
                proxy.awaitVoice(toServer, this);
            } while (!over.get() && piece.data().length > 0 && pass(piece.data(), to, toServer));
            if (over.get()) {
                return;
            }
            to.shutdownOutput();
            if (open.decrementAndGet() == 0) {
                close();
            }
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the connection goes on; else it is over. */
    private boolean pass(byte[] data, Socket to, boolean toServer) throws IOException {
        Trouble trouble = proxy.trouble();
        long left = trouble.how() == Break.CUT_AFTER_BYTES ? trouble.bytes() - bytes.get() : Long.MAX_VALUE;
        // counted before it is passed on: whoever gets it may reply before this thread goes on
        if (toServer) {
            asks(data);
        } else {
            answers();
        }
        to.getOutputStream().write(data, 0, Math.clamp(left, 0, data.length));
        if (bytes.addAndGet(data.length) >= trouble.bytes() && trouble.how() == Break.CUT_AFTER_BYTES) {
            reset();
            return false;
        }
        return true;
    }

    private void asks(byte[] data) {
        if (answered) { // a request begins
            answered = false;
            asking = !isBehindTheScenes(data);
            if (asking && !asked) {
                asked = true;
                proxy.turned(); // connecting
            }
        }
    }

    private void answers() {
        if (asking) {
            proxy.turned();
        }
        asking = false;
        answered = true;
    }

    /** Probes and events go all the time, and nobody waits for them. */
    private static boolean isBehindTheScenes(byte[] data) {
        String head = new String(data, 0, Math.min(data.length, HEAD), StandardCharsets.ISO_8859_1);
        return BEHIND.stream().anyMatch(head::startsWith);
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0 && due != 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Both sides learn at once that it is over. */
    void reset() {
        if (over.compareAndSet(false, true)) {
            for (Socket socket : new Socket[] {client, server}) {
                try {
                    socket.setSoLinger(true, 0);
                } catch (IOException e) {
                    // it is closed already
                }
            }
            closeBoth();
        }
    }

    private void close() {
        if (over.compareAndSet(false, true)) {
            closeBoth();
        }
    }

    private void closeBoth() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException e) {
                // then it is gone as well
            }
        }
        proxy.ended(this);
    }
}
