package org.meridian.platform.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers who keep their connections until they are asked to close them, and send one request after another, none of them
 * twice. On bare sockets: of a thousand connections that end so, Java's own client loses a call now and then, whoever serves.
 */
public final class CallersMeanwhile implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean ended;

    /** @param address that answers a POST with 200, who it is and how long that name is */
    public CallersMeanwhile(URI address, int count) {
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (!ended) {
                    call(address);
                }
            }));
        }
    }

    /** As long as one connection lasts. */
    private void call(URI address) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            byte[] request = ("POST " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                            + "\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx")
                    .getBytes(StandardCharsets.US_ASCII);
            boolean open = true;
            while (open && !ended) {
                socket.getOutputStream().write(request);
                open = answer(reader);
            }
        } catch (IOException e) {
            failures.add(e.toString());
        }
    }

    /** @return whether the connection stays */
    private boolean answer(BufferedReader reader) throws IOException {
        String status = line(reader);
        boolean stays = true;
        int length = -1;
        for (String header = line(reader); !header.isEmpty(); header = line(reader)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
            stays &= !(lower.startsWith("connection:") && lower.contains("close"));
        }
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < length; i++) {
            body.append((char) reader.read());
        }
        answers.add(body.toString());
        answered.incrementAndGet();
        if (!status.startsWith("HTTP/1.1 200") || length < 0) {
            failures.add(status + " " + body);
        }
        return stays;
    }

    private static String line(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("the connection ended before an answer");
        }
        return line;
    }

    /** Everybody who answered. */
    public Set<String> answers() {
        return Set.copyOf(answers);
    }

    public int answered() {
        return answered.get();
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        ended = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
