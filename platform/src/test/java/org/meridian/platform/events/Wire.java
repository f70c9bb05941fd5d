package org.meridian.platform.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Between sender and consumer: passes calls on, and now and then does not, as a real one. */
final class Wire {

    /** What happens to a call. */
    sealed interface Fate {
        /** It never arrives. */
        record Lost() implements Fate {}

        /** It arrives, and is worked on; the connection ends before the answer. */
        record AnswerLost() implements Fate {}

        /** It arrives; the answer comes when nobody waits for it any more. */
        record AnswerHeld(CountDownLatch until) implements Fate {}
    }

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Fate> fates = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int port;

    private Wire() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    static Wire start() {
        return new Wire();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where calls are passed on to. */
    void to(int port) {
        this.port = port;
    }

    /** Of the next call that has no fate yet. */
    void next(Fate fate) {
        fates.add(fate);
    }

    int calls() {
        return calls.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.incrementAndGet();
            Fate fate = fates.poll();
            if (fate instanceof Fate.Lost) {
                return;
            }
            HttpResponse<byte[]> answer = forward(exchange, body);
            if (fate instanceof Fate.AnswerLost) {
                return;
            }
            if (fate instanceof Fate.AnswerHeld(CountDownLatch until)) {
                until.await();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port).resolve(exchange.getRequestURI()))
                .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
