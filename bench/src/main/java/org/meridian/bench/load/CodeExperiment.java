package org.meridian.bench.load;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.Cpu;
import org.meridian.bench.measure.Latencies;
import org.meridian.bench.measure.OpenLoop;
import org.meridian.bench.measure.Until;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.Seeding;
import org.meridian.bench.world.Tubes;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/** A city's peak of results: how long after the laboratory's answer everybody's health code shows it. */
public final class CodeExperiment implements Experiment {

    /** Three files a second make 417 tubes a second; each fifth tube is a pool of ten. */
    private static final int TUBES_A_FILE = 139;

    private static final Duration INTERVAL = Duration.ofNanos(1_000_000_000L / 3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double SECONDS = 5;

    /** How many of a file's tubes have somebody who looks at their phone. */
    private static final int WATCHED = 3;

    @Override
    public String name() {
        return "code";
    }

    @Override
    public void run(World world, Findings findings) {
        int files = (world.quick() ? 10 : 60) * 3;
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Tubes tubes = new Tubes("CODE", files * TUBES_A_FILE, 5, 10, 1L << 42, now.minus(Duration.ofHours(2)));
        SiteId site = world.newSite("DE-CODE");
        Seeding seeding = new Seeding(world);
        seeding.sealed(tubes, site);
        seeding.known(tubes);
        String tester = world.tokens().atSite(site, Role.TESTER);
        Instant testedAt = now.minus(Duration.ofHours(1));

        AtomicReferenceArray<Instant> answered = new AtomicReferenceArray<>(files);
        Latencies seen = new Latencies();
        Cpu cpu = Cpu.of(world.stack().processes());
        Latencies uploads = OpenLoop.run(files, INTERVAL, file -> {
            int first = file * TUBES_A_FILE;
            Answer receipt = world.gateway().upload(tester, csv(tubes, first, testedAt), null);
            if (receipt.status() != 200 || receipt.number("accepted") != TUBES_A_FILE) {
                throw new BenchException("a file was answered with " + receipt);
            }
            answered.set(file, Clock.systemUTC().instant());
            for (int i = 0; i < WATCHED; i++) {
                int tube = first + i * TUBES_A_FILE / WATCHED;
                ResidentId person = world.people().resident(tubes.firstPerson(tube));
                Thread.startVirtualThread(() -> watch(world, person, seen));
            }
        });
        Delivery delivery = new Delivery(world);
        double until = delivery.awaitDelivered(Duration.ofMinutes(3));
        Until.seconds(PATIENCE, Duration.ofMillis(50), () -> seen.count() + seen.errors() >= (long) files * WATCHED);
        UploadExperiment.perProcess(findings, "code", cpu.used(), tubes.count(), "tube");

        Latencies everybody = everybody(world, tubes, answered);
        findings.add(Check.none("code: files that were not taken", uploads.errors()));
        if (uploads.errors() > 0) {
            findings.remark("code: " + uploads.firstError());
        }
        findings.add(Check.none("code: events not delivered in the end", Double.isNaN(until) ? 1 : 0));
        findings.add(Check.none("code: people whose code never showed it", everybody.errors() + seen.errors()));
        if (!world.quick()) {
            findings.add(Check.atMost(
                    "code: p99 from answer to health code, on phones", seen.percentile(99) / 1000, "s", SECONDS));
            findings.add(Check.atMost(
                    "code: p99 from answer to health status, everybody",
                    everybody.percentile(99) / 1000,
                    "s",
                    SECONDS));
        }
        findings.add(Check.none("code: divergences between results and health codes", delivery.divergences()));
        findings.add(Figure.plain("code: tubes offered", TUBES_A_FILE / (INTERVAL.toNanos() / 1e9), "tubes/s"));
        findings.add(Figure.count("code: people", tubes.people()));
        findings.add(Figure.lowerIsBetter("code: p50 on phones", seen.percentile(50), "ms"));
        findings.add(Figure.lowerIsBetter("code: p99 on phones", seen.percentile(99), "ms"));
        findings.add(Figure.lowerIsBetter("code: p99 of everybody's status", everybody.percentile(99), "ms"));
        findings.add(Figure.lowerIsBetter("code: p50 of a file's upload", uploads.percentile(50), "ms"));
        findings.add(Figure.lowerIsBetter("code: p99 of a file's upload", uploads.percentile(99), "ms"));
    }

    private static String csv(Tubes tubes, int first, Instant testedAt) {
        return IntStream.range(first, first + TUBES_A_FILE)
                .mapToObj(tube -> LabCsv.row(tubes, tube, testedAt))
                .collect(Collectors.joining("", LabCsv.HEADER, ""));
    }

    /** Somebody looks at their phone ten times a second until the code knows of a test. */
    private static void watch(World world, ResidentId person, Latencies seen) {
        long begin = System.nanoTime();
        String token = world.tokens().resident(person);
        double seconds = Until.seconds(PATIENCE, Duration.ofMillis(100), () -> {
            try {
                return world.gateway()
                        .get("/v1/me/health-code", token)
                        .json()
                        .path("latestTest")
                        .isObject();
            } catch (IOException e) {
                return false;
            }
        });
        if (Double.isNaN(seconds)) {
            seen.error("not within a minute");
        } else {
            seen.record(System.nanoTime() - begin);
        }
    }

    /** From the answer to when the health status was written, by the clock that both processes share. */
    private static Latencies everybody(World world, Tubes tubes, AtomicReferenceArray<Instant> answered) {
        Map<UUID, Instant> written = new HashMap<>();
        world.sql()
                .list(
                        "SELECT resident_id, updated_at FROM " + world.partition("checkin", "health_status")
                                + " WHERE outcome IS NOT NULL",
                        row -> Map.entry(
                                row.getObject(1, UUID.class),
                                row.getObject(2, OffsetDateTime.class).toInstant()))
                .forEach(entry -> written.put(entry.getKey(), entry.getValue()));
        Latencies latencies = new Latencies();
        for (int tube = 0; tube < tubes.count(); tube++) {
            Instant answer = answered.get(tube / TUBES_A_FILE);
            for (int member = 0; member < tubes.capacity(tube); member++) {
                Instant status = written.get(world.people().id(tubes.firstPerson(tube) + member));
                if (answer == null || status == null) {
                    latencies.error("no status");
                } else {
                    latencies.record(
                            Math.max(0, Duration.between(answer, status).toNanos()));
                }
            }
        }
        return latencies;
    }
}
