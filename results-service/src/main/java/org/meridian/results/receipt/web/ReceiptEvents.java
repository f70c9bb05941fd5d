package org.meridian.results.receipt.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.results.receipt.ReceiptId;
import org.meridian.results.receipt.Receipts;
import org.meridian.results.receipt.State;
import org.meridian.results.receipt.Summary;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells how uploads get on. Each listener holds a virtual thread that looks at the receipt now and then, so it does not
 * matter which instance writes the upload; a comment now and then keeps the connection from being taken for dead.
 */
@Component
class ReceiptEvents {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LOOKS_BETWEEN_HEARTBEATS = 20;

    private final Receipts receipts;
    private final JsonMapper json;
    private final Semaphore listeners;
    private final CountDownLatch closing = new CountDownLatch(1);

    ReceiptEvents(Receipts receipts, JsonMapper json, ReceiptSettings settings) {
        this.receipts = receipts;
        this.json = json;
        this.listeners = new Semaphore(settings.listeners());
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.countDown();
    }

    /** @throws ProblemException 503 when there are too many listeners */
    void send(ReceiptId id, HttpServletResponse response) throws IOException {
        if (!listeners.tryAcquire()) {
            throw new ProblemException(
                            ProblemType.OVERLOADED, "Too many listen; read the receipt now and then instead.")
                    .retryAfter(Duration.ofSeconds(5));
        }
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            follow(id, response.getOutputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.release();
        }
    }

    private void follow(ReceiptId id, OutputStream out) throws IOException, InterruptedException {
        Summary told = null;
        for (int look = 0; ; look++) {
            Summary now = receipts.summary(id).orElse(null);
            if (now != null && !now.equals(told)) {
                write(out, "event: " + name(now.state()) + "\ndata: " + json.writeValueAsString(now) + "\n\n");
                told = now;
            } else if (look % LOOKS_BETWEEN_HEARTBEATS == 0) {
                write(out, ": still here\n\n");
            }
            if (ended(now) || closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static boolean ended(@Nullable Summary now) {
        return now == null || now.state() != State.RUNNING;
    }

    private static String name(State state) {
        return state == State.RUNNING ? "progress" : state.name().toLowerCase(Locale.ROOT);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
