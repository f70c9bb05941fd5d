package org.meridian.gateway.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.meridian.platform.gathered.Carrier;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.gathered.HeaderField;

/** What a service does with carriers, as a test has it. Everything else is answered as ever, and counted. */
public final class Carriers implements HttpHandler {

    /** Writes what stands for the answers of a carrier's calls. */
    @FunctionalInterface
    public interface Script {
        void answer(List<GatheredCall> calls, OutputStream out) throws IOException, InterruptedException;
    }

    private final StubService service;
    private final List<List<GatheredCall>> received = new CopyOnWriteArrayList<>();
    private final List<String> seals = new CopyOnWriteArrayList<>();
    private volatile Script script = Carriers::echoAll;
    private volatile int status = 200;

    public Carriers(StubService service) {
        this.service = service;
    }

    public void does(Script other) {
        script = other;
    }

    public void refuses(int with) {
        status = with;
    }

    /** The carriers so far, each with its calls. */
    public List<List<GatheredCall>> received() {
        return received;
    }

    public List<String> seals() {
        return seals;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(Carrier.PATH)) {
            service.remember(exchange);
            StubService.answer(exchange, 200, "{\"alone\":true}");
            return;
        }
        List<GatheredCall> calls = Frames.calls(exchange.getRequestBody().readAllBytes(), 1000);
        received.add(calls);
        seals.add(exchange.getRequestHeaders().getFirst(Carrier.SEAL));
        if (status != 200) {
            StubService.answer(exchange, status, "{}");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", Carrier.MEDIA_TYPE);
        exchange.sendResponseHeaders(200, 0);
        try (exchange) {
            script.answer(calls, exchange.getResponseBody());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void echoAll(List<GatheredCall> calls, OutputStream out) throws IOException {
        for (int i = calls.size() - 1; i >= 0; i--) { // in no order that anybody might count on
            out.write(Frames.answer(echo(i, calls.get(i))));
        }
    }

    /** The call's own head and body, as its answer's body. */
    public static GatheredAnswer echo(int index, GatheredCall call) {
        StringBuilder seen = new StringBuilder(call.method() + " " + call.path() + " " + call.query() + "\n");
        call.headers()
                .forEach(header -> seen.append(header.name())
                        .append(": ")
                        .append(header.value())
                        .append('\n'));
        seen.append('\n').append(new String(call.body(), StandardCharsets.UTF_8));
        return new GatheredAnswer(
                index,
                call.ticket(),
                200,
                List.of(new HeaderField("Content-Type", "text/plain;charset=UTF-8")),
                seen.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] frame(int index, GatheredCall call) {
        return Frames.answer(echo(index, call));
    }
}
