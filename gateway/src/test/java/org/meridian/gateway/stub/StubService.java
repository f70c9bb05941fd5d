package org.meridian.gateway.stub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.cluster.FreePort;
import org.meridian.platform.gathered.Carrier;

/** A service of a region that answers who it is, remembers what it was asked, and can be killed and brought back. */
public final class StubService {

    /** What reached the service. */
    public record Received(String method, String uri, Headers headers, String body) {}

    private final String name;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile HttpHandler handler;
    private @Nullable HttpServer server;
    private final int port = FreePort.find(1);

    StubService(String region, String service) {
        this.name = service + " of " + region;
        this.handler = this::introduceOneself;
        start();
    }

    /** Brings it back under its old address. */
    public void start() {
        if (server != null) {
            return;
        }
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
            started.setExecutor(threads);
            started.createContext("/", this::handle);
            started.createContext("/readyz", health -> answer(health, 200, "{\"status\":\"UP\"}"));
            started.start();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if it were killed: nothing listens, open connections are cut. */
    public void kill() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Lets it behave otherwise. */
    public void does(HttpHandler other) {
        handler = other;
    }

    void reset() {
        start();
        received.clear();
        handler = this::introduceOneself;
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    public List<Received> received() {
        return received;
    }

    public Received last() {
        return received.getLast();
    }

    private void handle(HttpExchange exchange) throws IOException {
        handler.handle(exchange);
    }

    private void introduceOneself(HttpExchange exchange) throws IOException {
        if (takesNoCarrier(exchange)) {
            return;
        }
        remember(exchange);
        answer(exchange, 200, "{\"iAm\":\"" + name + "\"}");
    }

    /** Answers gathered calls as a service of an older release does, so that each comes by itself; whether this was one. */
    public static boolean takesNoCarrier(HttpExchange exchange) throws IOException {
        boolean carrier = exchange.getRequestURI().getPath().equals(Carrier.PATH);
        if (carrier) {
            answer(exchange, 404, "{}");
        }
        return carrier;
    }

    /** Reads and keeps the request. */
    public void remember(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
    }

    public static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
