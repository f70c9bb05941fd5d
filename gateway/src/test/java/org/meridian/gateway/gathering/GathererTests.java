package org.meridian.gateway.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.instances.Instance;
import org.meridian.gateway.instances.Service;
import org.meridian.gateway.settings.GatewayProperties.Gathering;
import org.meridian.gateway.stub.Carriers;
import org.meridian.gateway.stub.StubRegions;
import org.meridian.gateway.stub.StubService;
import org.meridian.platform.gathered.Frames;
import org.meridian.platform.gathered.GatheredAnswer;
import org.meridian.platform.gathered.GatheredCall;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Vouch;
import org.meridian.platform.token.VouchKeys;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Slow and stuck services, by hand. */
class GathererTests {

    private static final Duration SLOW = Duration.ofMillis(20);

    @TempDir
    Path keys;

    private final EventLoop loop = new DefaultEventLoop();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final StubService stub = new StubRegions("eu").service("eu", Service.CHECKIN);
    private final Carriers carriers = new Carriers(stub);

    @AfterEach
    void end() {
        gate.countDown();
        stub.kill();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Gatherer gatherer(int waiting, Duration patience) {
        return gatherer(
                new Gathering(true, 1, 3, DataSize.ofKilobytes(1), Duration.ZERO, 64, waiting, patience, SLOW),
                () -> true);
    }

    private Gatherer gatherer(Gathering settings, BooleanSupplier busy) {
        VouchKeys.ensure(keys, List.of("eu"));
        stub.does(carriers);
        Instance instance = new Instance(Service.CHECKIN, Topology.load().region("eu"), stub.address());
        return new Gatherer(instance, HttpClient.create(), new Vouch(keys, "eu", Clock.systemUTC()), settings, busy);
    }

    private CompletableFuture<GatheredAnswer> call(Gatherer gatherer, int number, String body) {
        GatheredCall call = new GatheredCall(
                number, "POST", "/v1/check-ins", null, List.of(), body.getBytes(StandardCharsets.UTF_8));
        return Mono.<GatheredAnswer>create(
                        sink -> gatherer.add(new Waiting(number, Frames.part(call), System.nanoTime(), loop, sink)))
                .toFuture();
    }

    private void slowWhere(String text) {
        carriers.does((calls, out) -> {
            for (int i = 0; i < calls.size(); i++) {
                if (new String(calls.get(i).body(), StandardCharsets.UTF_8).contains(text)) {
                    out.flush();
                    gate.await();
                }
                out.write(Carriers.frame(i, calls.get(i)));
            }
        });
    }

    @Test
    void point4ASlowCallHoldsUpTheNextCarrierForAMomentAndNobodyAfterThat() throws Exception {
        slowWhere("slow");
        Gatherer gatherer = gatherer(100, Duration.ofSeconds(20));
        var slow = call(gatherer, 1, "slow");
        var next = call(gatherer, 2, "quick");
        var third = call(gatherer, 3, "quick too");
        assertThat(next.get().ticket()).isEqualTo(2);
        assertThat(third.get().ticket()).isEqualTo(3);
        assertThat(slow).isNotDone();
        gate.countDown();
        assertThat(slow.get().ticket()).isEqualTo(1);
    }

    @Test
    void point4AnInstanceThatAnswersNothingIsSentOnlySoMuchAndTheRestIsRefused() throws Exception {
        slowWhere("");
        Gatherer gatherer = gatherer(100, Duration.ofMillis(200));
        List<CompletableFuture<GatheredAnswer>> stuck = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            int sent = i + 1;
            stuck.add(call(gatherer, i, "x"));
            await().until(() -> carriers.received().size() == sent);
        }
        var more = call(gatherer, 99, "x");
        await().until(() -> {
            gatherer.sweep();
            return more.isDone();
        });
        assertThat(refusal(more)).isEqualTo(ProblemType.OVERLOADED);
        gate.countDown();
        for (var answer : stuck) {
            assertThat(answer.get().status()).isEqualTo(200);
        }
        assertThat(call(gatherer, 100, "after").get().ticket()).isEqualTo(100);
    }

    @Test
    void point4MoreThanMayWaitAreRefusedAtOnce() throws Exception {
        slowWhere("slow");
        Gatherer gatherer = gatherer(2, Duration.ofSeconds(20));
        for (int i = 0; i < 32; i++) {
            int sent = i + 1;
            assertThat(call(gatherer, i, "slow")).isNotDone();
            await().until(() -> carriers.received().size() == sent);
        }
        var second = call(gatherer, 40, "a");
        var third = call(gatherer, 41, "b");
        var tooMany = call(gatherer, 42, "c");
        assertThat(refusal(tooMany)).isEqualTo(ProblemType.OVERLOADED);
        gate.countDown();
        assertThat(second.get().ticket()).isEqualTo(40);
        assertThat(third.get().ticket()).isEqualTo(41);
    }

    @Test
    void aCarrierTakesNoMoreCallsAndBytesThanItMay() throws Exception {
        slowWhere("slow");
        Gatherer gatherer = gatherer(100, Duration.ofSeconds(20));
        var first = call(gatherer, 1, "slow");
        await().until(() -> carriers.received().size() == 1);
        List<CompletableFuture<GatheredAnswer>> more = new ArrayList<>();
        for (int i = 2; i < 7; i++) {
            more.add(call(gatherer, i, "x"));
        }
        more.add(call(gatherer, 8, "y".repeat(2000)));
        more.add(call(gatherer, 9, "z"));
        gate.countDown();
        first.get();
        for (var answer : more) {
            assertThat(answer.get().status()).isEqualTo(200);
        }
        assertThat(carriers.received()).allSatisfy(calls -> assertThat(calls).hasSizeBetween(1, 3));
    }

    private static Gathering resting(Duration rest, int enough) {
        return new Gathering(
                true, 1, 256, DataSize.ofMegabytes(1), rest, enough, 100, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    @Test
    void onABusyMachineCallsWaitForOthersUntilTheRestIsOver() throws Exception {
        Duration rest = Duration.ofMillis(100);
        Gatherer gatherer = gatherer(resting(rest, 64), () -> true);
        long begin = System.nanoTime();
        assertThat(call(gatherer, 1, "goes at once").get().ticket()).isEqualTo(1);
        assertThat(call(gatherer, 2, "waits").get().ticket()).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(rest);
    }

    @Test
    void whenEnoughWaitTheyGoAtOnce() throws Exception {
        Gatherer gatherer = gatherer(resting(Duration.ofHours(1), 3), () -> true);
        call(gatherer, 1, "goes at once").get();
        var second = call(gatherer, 2, "x");
        var third = call(gatherer, 3, "x");
        assertThat(second).isNotDone();
        var fourth = call(gatherer, 4, "x");
        assertThat(second.get().ticket()).isEqualTo(2);
        assertThat(third.get().ticket()).isEqualTo(3);
        assertThat(fourth.get().ticket()).isEqualTo(4);
        assertThat(carriers.received()).hasSize(2);
    }

    @Test
    void onAMachineWithTimeToSpareNobodyWaits() throws Exception {
        Gatherer gatherer = gatherer(resting(Duration.ofHours(1), 64), () -> false);
        for (int i = 0; i < 4; i++) {
            assertThat(call(gatherer, i, "x").get().ticket()).isEqualTo(i);
        }
    }

    private static ProblemType refusal(CompletableFuture<GatheredAnswer> refused) throws InterruptedException {
        try {
            throw new AssertionError("answered: " + refused.get());
        } catch (ExecutionException e) {
            return Objects.requireNonNull((ProblemException) e.getCause()).type();
        }
    }
}
