package org.meridian.bench.security.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.meridian.bench.BenchException;

/** Sends requests. Nothing is repeated but what {@link #must} go well, nothing is followed. */
public final class Wire {

    private static final int BUSY = 503;
    private static final int TIMES = 5;
    private static final long LONGEST_WAIT = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicLong sent = new AtomicLong();
    private final BiConsumer<Request, Reply> witness;

    public Wire() {
        this((request, reply) -> {});
    }

    /** @param witness is shown every request that was answered, on the thread that sent it */
    public Wire(BiConsumer<Request, Reply> witness) {
        this.witness = witness;
    }

    /** @throws BenchException when no answer comes */
    public Reply send(URI to, Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(to.resolve(request.target()))
                .timeout(PATIENCE)
                .method(
                        request.method(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(h -> builder.header(h.getKey(), h.getValue()));
        try {
            sent.incrementAndGet();
            var response = http.send(builder.build(), BodyHandlers.ofByteArray());
            Reply reply = new Reply(response.statusCode(), response.headers().map(), response.body());
            witness.accept(request, reply);
            return reply;
        } catch (IOException e) {
            throw new BenchException(request + " at " + to + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /**
     * The reply to something that must go well. Whoever is asked to come again does, as the experiments that need this ask
     * about something else than whether everybody is always served at once.
     *
     * @throws BenchException when it doesn't
     */
    public Reply must(URI to, Request request, int status) {
        Reply reply = send(to, request);
        for (int times = 1; times < TIMES && reply.status() == BUSY && reply.status() != status; times++) {
            LockSupport.parkNanos(Duration.ofSeconds(comeAgain(reply)).toNanos());
            reply = send(to, request);
        }
        if (reply.status() != status) {
            throw new BenchException(request + " at " + to + ": expected " + status + ", was " + reply);
        }
        return reply;
    }

    /** After how many seconds. */
    private static long comeAgain(Reply reply) {
        String seconds = reply.header("Retry-After");
        return seconds.matches("\\d{1,2}") ? Math.clamp(Long.parseLong(seconds), 1, LONGEST_WAIT) : 1;
    }

    /** How many requests went out so far. */
    public long sent() {
        return sent.get();
    }

    /** Does all of it, so many at a time, and gives the results in order. @throws BenchException the first failure */
    public static <T> List<T> together(int atOnce, List<? extends Callable<T>> work) {
        Semaphore room = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> each : work) {
                running.add(threads.submit(() -> {
                    room.acquire();
                    try {
                        return each.call();
                    } finally {
                        room.release();
                    }
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new BenchException("an attack could not be carried out", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
