package org.meridian.gateway.gathering;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.meridian.gateway.instances.Instance;
import org.meridian.gateway.settings.GatewayProperties.Gathering;
import org.meridian.platform.gathered.Carrier;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Vouch;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Gathers one kind of call to one instance. A call that comes while no carrier is under way goes at once; those that come
 * meanwhile wait and go together when it is back. Where the machine has time to spare nothing is held up for others to come. While it
 * is busy a carrier begins no sooner than a rest after the one before, unless enough calls wait: then every carrier is at the
 * expense of somebody else's.
 */
final class Gatherer {

    /** Carriers that wait for their slowest call; with so many the instance is stuck, and nothing more is sent to it. */
    private static final int MOST_OPEN = 32;

    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Instance instance;
    private final HttpClient http;
    private final Vouch vouch;
    private final Gathering settings;
    private final BooleanSupplier busyMachine;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean alarm = new AtomicBoolean();
    private volatile long begun;
    private volatile long restsUntil = System.nanoTime();

    Gatherer(Instance instance, HttpClient http, Vouch vouch, Gathering settings, BooleanSupplier busyMachine) {
        this.busyMachine = busyMachine;
        this.begun = System.nanoTime() - settings.rest().toNanos();
        this.instance = instance;
        this.http = http;
        this.vouch = vouch;
        this.settings = settings;
    }

    /** Not for a while after the instance took no carrier: it is of another release, or has another secret. */
    boolean rests() {
        return restsUntil - System.nanoTime() > 0;
    }

    long waiting() {
        return queue.stream().filter(caller -> !caller.isGone()).count();
    }

    void add(Waiting caller) {
        if (queued.incrementAndGet() > settings.waiting()) {
            queued.decrementAndGet();
            caller.failed(tooMuch());
            return;
        }
        queue.add(caller);
        pump();
    }

    private ProblemException tooMuch() {
        return new ProblemException(
                        ProblemType.OVERLOADED,
                        "The service " + instance.service().key() + " has too much to do.")
                .retryAfter(RETRY_AFTER);
    }

    /** Lets those go who have waited too long: a carrier should have come back meanwhile. */
    void sweep() {
        long before = System.nanoTime() - settings.patience().toNanos();
        for (Waiting first = queue.peek(); first != null && first.since() - before < 0; first = queue.peek()) {
            Waiting caller = queue.poll(); // perhaps the next already, who then is the first to be refused
            if (caller == null) {
                return;
            }
            queued.decrementAndGet();
            caller.failed(tooMuch());
        }
        pump();
    }

    private void pump() {
        while (!queue.isEmpty()) {
            int underWay = busy.get();
            if (underWay >= settings.inFlight() || open.get() >= MOST_OPEN || isTooSoon()) {
                return;
            }
            if (busy.compareAndSet(underWay, underWay + 1)) {
                begun = System.nanoTime();
                List<Waiting> callers = take();
                if (callers.isEmpty()) {
                    busy.decrementAndGet();
                } else {
                    send(new Trip(callers), callers);
                }
            }
        }
    }

    /** Then somebody comes back when it no longer is. */
    private boolean isTooSoon() {
        long left = begun + settings.rest().toNanos() - System.nanoTime();
        if (left <= 0 || queued.get() >= settings.enough() || !busyMachine.getAsBoolean()) {
            return false;
        }
        if (alarm.compareAndSet(false, true)) {
            Schedulers.parallel()
                    .schedule(
                            () -> {
                                alarm.set(false);
                                pump();
                            },
                            left,
                            TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private List<Waiting> take() {
        List<Waiting> callers = new ArrayList<>();
        long bytes = 0;
        while (callers.size() < settings.most() && bytes < settings.size().toBytes()) {
            @Nullable Waiting caller = queue.poll();
            if (caller == null) {
                break;
            }
            queued.decrementAndGet();
            if (!caller.isGone()) {
                callers.add(caller);
                bytes += caller.part().length;
            }
        }
        return callers;
    }

    private void send(Trip trip, List<Waiting> callers) {
        byte[] body = Frames.carrier(callers.stream().map(Waiting::part).toList());
        String seal = vouch.seal(Carrier.PURPOSE, body);
        if (seal == null) { // this installation has no secret for it
            restsUntil = System.nanoTime() + REST_NANOS;
            busy.decrementAndGet();
            trip.end(new NotTakenException(0));
            return;
        }
        open.incrementAndGet();
        AtomicBoolean back = new AtomicBoolean();
        Disposable slow = Schedulers.parallel()
                .schedule(() -> isBack(back), settings.slowAfter().toMillis(), TimeUnit.MILLISECONDS);
        http.headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, Carrier.MEDIA_TYPE)
                        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                        .set(Carrier.SEAL, seal))
                .post()
                .uri(instance.address() + Carrier.PATH)
                .send(ByteBufMono.fromCallable(() -> Unpooled.wrappedBuffer(body)))
                .response((head, answers) -> read(trip, head, answers))
                .doFinally(signal -> {
                    slow.dispose();
                    open.decrementAndGet();
                    isBack(back);
                })
                .subscribe(
                        nothing -> {},
                        trip::end,
                        () -> trip.end(new IOException("the carrier came back without an answer to this call")));
    }

    /** Once for each carrier: the next may go. */
    private void isBack(AtomicBoolean back) {
        if (back.compareAndSet(false, true)) {
            busy.decrementAndGet();
        }
        pump();
    }

    private Flux<Void> read(Trip trip, HttpClientResponse head, ByteBufFlux answers) {
        int status = head.status().code();
        if (status == HttpResponseStatus.OK.code()) {
            return answers.doOnNext(trip::read).thenMany(Mono.empty());
        }
        return answers.thenMany(Mono.error(notTaken(status)));
    }

    private Throwable notTaken(int status) {
        return switch (status) {
            case 400, 401, 403, 404, 405, 413, 415 -> {
                restsUntil = System.nanoTime() + REST_NANOS;
                yield new NotTakenException(status);
            }
            case 503 -> tooMuch();
            default -> new IOException("a carrier was answered with " + status);
        };
    }
}
