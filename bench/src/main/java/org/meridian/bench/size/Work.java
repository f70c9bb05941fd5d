package org.meridian.bench.size;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.meridian.bench.BenchException;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.bench.traffic.Offer;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.traffic.Traffic;
import org.meridian.bench.world.Seeding;
import org.meridian.bench.world.Tubes;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/** One kind of work, done so many times in a window; everybody in it is somebody else. */
enum Work {
    CHECK_IN("check-in", 16, 2_000) {
        @Override
        Window run(Side side, int round, int count) {
            return calls(side, round, count, (number, token) -> {
                SiteId place = new SiteId(
                        side.city().place(number % side.city().places()),
                        side.city().country()); // ids are written alike
                return HttpBytes.post(side.gateway(), "/v1/check-ins", token, "{\"place\":\"" + place + "\"}");
            });
        }
    },
    RESULTS("me/results", 16, 2_000) {
        @Override
        Window run(Side side, int round, int count) {
            return calls(side, round, count, (number, token) -> HttpBytes.get(side.gateway(), "/v1/me/results", token));
        }
    },
    UPLOAD("upload", 1, 10_000) {
        @Override
        Window run(Side side, int round, int count) {
            Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
            SiteId site = side.world().newSite("DE-SIZE");
            long span = Math.max(1, side.city().residents() - count);
            String prefix = "S" + now.getEpochSecond() + "-" + round;
            Tubes tubes = new Tubes(
                    prefix,
                    count,
                    0,
                    1,
                    Math.floorMod(side.city().random(9, round), span),
                    now.minus(Duration.ofHours(2)));
            new Seeding(side.world()).sealed(tubes, site);
            String tester = side.world().tokens().atSite(site, Role.TESTER);
            String csv = csv(tubes, now.minus(Duration.ofHours(1)));
            CpuCount cpu = CpuCount.of(side.processes());
            long begin = System.nanoTime();
            try {
                Answer receipt = side.world().gateway().upload(tester, csv, null);
                if (receipt.number("accepted") != count) {
                    throw new BenchException("the upload was answered with " + receipt);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Window(count / seconds, count, 0, cpu.used());
        }
    };

    private final String title;
    private final int most;
    private final int count;

    Work(String title, int most, int count) {
        this.title = title;
        this.most = most;
        this.count = count;
    }

    String title() {
        return title;
    }

    /** Those with rows of people that it reads or writes. */
    List<String> tables() {
        return switch (this) {
            case CHECK_IN -> List.of("checkin.check_in", "checkin.health_status", "checkin.place");
            case RESULTS -> List.of("results.latest_result", "results.person_result");
            case UPLOAD ->
                List.of(
                        "sampling.tube",
                        "sampling.sample",
                        "results.tube_result",
                        "results.latest_result",
                        "results.person_result",
                        "checkin.health_status");
        };
    }

    /** In a window of the long form. */
    int count() {
        return count;
    }

    /** Times as many as in a window, before the first that counts. */
    int warmUp() {
        return most > 1 ? 4 : 1;
    }

    abstract Window run(Side side, int round, int count);

    /** A request of somebody's with a token that no process has seen. */
    interface Request {
        byte[] of(int number, String token);
    }

    final Window calls(Side side, int round, int count, Request request) {
        IntFunction<byte[]> one =
                number -> request.of(number, side.world().tokens().resident(side.anybody(name() + round, number)));
        List<byte[]> requests = IntStream.range(0, count).mapToObj(one).toList();
        URI gateway = side.gateway();
        CpuCount cpu = CpuCount.of(side.processes());
        Outcome outcome = Traffic.run(List.of(Offer.closed(gateway, new Prepared(title, requests), most, count)))
                .getFirst();
        if (outcome.served() == 0) {
            throw new BenchException(title + ": nothing was served: " + outcome.errors());
        }
        return new Window(outcome.servedPerSecond(), outcome.served(), outcome.failed(), cpu.used());
    }

    private record Prepared(String name, List<byte[]> requests) implements Calls {
        @Override
        public byte[] request(int number) {
            return requests.get(number);
        }
    }

    private static String csv(Tubes tubes, Instant testedAt) {
        StringBuilder csv = new StringBuilder("barcode,outcome,testedAt\n");
        for (int i = 0; i < tubes.count(); i++) {
            csv.append(tubes.barcode(i)).append(",NEGATIVE,").append(testedAt).append('\n');
        }
        return csv.toString();
    }
}
