package org.meridian.bench.security.scan;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a scanner and a gateway, on loopback: passes on every byte of a path or a body as it came, but for forms,
 * which become JSON; adds a token where there is none; counts, and remembers what was answered with 5xx.
 */
final class ScanProxy implements AutoCloseable {

    private static final int LONGEST_HEAD = 1 << 20;
    private static final int PATIENCE_MS = 60_000;

    private final URI gateway;
    private final String page;
    private final Function<String, String> tokenFor;
    private final ServerSocket server;
    private final Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();
    private final List<String> failures = new ArrayList<>();
    private volatile boolean open = true;

    /**
     * @param page answered at {@code /scan/}: where a scanner begins
     * @param tokenFor the token for a request line such as {@code GET /v1/me}
     */
    ScanProxy(URI gateway, String page, Function<String, String> tokenFor) throws IOException {
        this.gateway = gateway;
        this.page = page;
        this.tokenFor = tokenFor;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** How often each status was answered. */
    Map<Integer, Long> statuses() {
        Map<Integer, Long> counts = new ConcurrentSkipListMap<>();
        statuses.forEach((status, count) -> counts.put(status, count.get()));
        return counts;
    }

    long requests() {
        return statuses().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The requests that were answered with 5xx, with the answer's beginning. */
    List<String> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        server.close();
    }

    private void accept() {
        while (open) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(PATIENCE_MS);
            InputStream in = new BufferedInputStream(client.getInputStream());
            List<String> head = head(in);
            if (head.isEmpty()) {
                return;
            }
            byte[] body = in.readNBytes(length(head));
            if (head.getFirst().startsWith("GET /scan/ ")) {
                client.getOutputStream().write(html(page));
                return;
            }
            if (head.getFirst().startsWith("GET " + Planted.PATH)) {
                client.getOutputStream().write(Planted.answer(head.getFirst()));
                return;
            }
            byte[] answer = forward(head, body);
            count(head.getFirst(), answer);
            client.getOutputStream().write(answer);
        } catch (IOException e) {
            // the scanner has gone away
        }
    }

    static byte[] html(String text) {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html;charset=UTF-8\r\nContent-Length: "
                + text.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n";
        return (head + text).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] forward(List<String> head, byte[] body) throws IOException {
        boolean form = head.stream()
                .anyMatch(h -> h.toLowerCase(Locale.ROOT).startsWith("content-type: application/x-www-form"));
        String text = new String(body, StandardCharsets.UTF_8);
        boolean csv = form && text.startsWith(Fields.TEXT + "=");
        byte[] sent = !form ? body : (csv ? Fields.text(text) : Fields.json(text)).getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(head.getFirst()).append("\r\n");
        boolean authorized = false;
        for (String header : head.subList(1, head.size())) {
            String name = header.toLowerCase(Locale.ROOT);
            authorized |= name.startsWith("authorization:");
            if (!name.startsWith("host:")
                    && !name.startsWith("connection:")
                    && !name.startsWith("content-length:")
                    && !(form && name.startsWith("content-type:"))) {
                out.append(header).append("\r\n");
            }
        }
        out.append("Host: ").append(gateway.getAuthority()).append("\r\nConnection: close\r\n");
        if (form) {
            out.append("Content-Type: ")
                    .append(csv ? "text/csv" : "application/json")
                    .append("\r\n");
        }
        if (!authorized) {
            out.append("Authorization: Bearer ")
                    .append(tokenFor.apply(head.getFirst()))
                    .append("\r\n");
        }
        if (sent.length > 0 || !head.getFirst().startsWith("GET")) {
            out.append("Content-Length: ").append(sent.length).append("\r\n");
        }
        try (Socket up = new Socket(gateway.getHost(), gateway.getPort())) {
            up.setSoTimeout(PATIENCE_MS);
            OutputStream to = up.getOutputStream();
            to.write(out.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            to.write(sent);
            to.flush();
            return up.getInputStream().readAllBytes();
        }
    }

    private void count(String line, byte[] answer) {
        String text = new String(answer, 0, Math.min(answer.length, 2_000), StandardCharsets.UTF_8);
        int status = text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
        statuses.computeIfAbsent(status, s -> new AtomicLong()).incrementAndGet();
        if (status >= 500 || status == 0) {
            synchronized (failures) {
                failures.add(line + " → "
                        + text.substring(Math.max(0, text.indexOf("\r\n\r\n"))).strip());
            }
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        List<String> head = new ArrayList<>();
        int read = 0;
        for (int b = in.read(); b >= 0 && ++read < LONGEST_HEAD; b = in.read()) {
            if (b != '\n') {
                line.write(b);
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            line.reset();
            if (text.isEmpty()) {
                return head;
            }
            head.add(text);
        }
        return List.of();
    }

    private static int length(List<String> head) {
        @Nullable
        String length = head.stream()
                .filter(h -> h.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .findFirst()
                .orElse(null);
        return length == null
                ? 0
                : Integer.parseInt(length.substring(length.indexOf(':') + 1).strip());
    }
}
