package org.meridian.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.Cpu;
import org.meridian.bench.measure.LiveHeap;
import org.meridian.bench.measure.Memory;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.Seeding;
import org.meridian.bench.world.Tubes;
import org.meridian.bench.world.World;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/** A laboratory's file of a million tubes in one request, and the same file again. */
public final class UploadExperiment implements Experiment {

    private static final int LONG = 1_000_000;
    private static final int QUICK = 20_000;
    private static final double ROWS_PER_SECOND = 10_000;

    /** A heap breathes; one that grows with the file would grow many times as much. */
    private static final double FLAT = 1.25;

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public void run(World world, Findings findings) {
        int rows = world.quick() ? QUICK : LONG;
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        SiteId site = world.newSite("DE-UPLOAD");
        Tubes warmUp = new Tubes("WARM", rows / 20, 0, 1, 1L << 40, now.minus(Duration.ofHours(2)));
        Tubes tubes = new Tubes("LOAD", rows, 0, 1, 1L << 41, now.minus(Duration.ofHours(2)));
        Seeding seeding = new Seeding(world);
        long begin = System.nanoTime();
        seeding.sealed(warmUp, site);
        seeding.sealed(tubes, site);
        findings.add(Figure.plain("upload: tubes seeded", (rows + rows / 20) / seconds(begin), "/s"));

        String tester = world.tokens().atSite(site, Role.TESTER);
        Delivery delivery = new Delivery(world);
        send(world, tester, LabCsv.write(warmUp, now.minus(Duration.ofHours(1))));
        delivery.awaitDelivered(Duration.ofMinutes(5));

        Path file = LabCsv.write(tubes, now.minus(Duration.ofHours(1)));
        try {
            first(world, findings, tester, file, rows, delivery);
            again(world, findings, tester, file, rows);
        } finally {
            delete(file);
        }
    }

    private static void first(World world, Findings findings, String tester, Path file, int rows, Delivery delivery) {
        ProcessHandle service = world.stack().process("results").orElseThrow();
        Cpu cpu = Cpu.of(world.stack().processes());
        long before = codes(world);
        long begin = System.nanoTime();
        Answer receipt;
        double early;
        double late;
        double resident;
        try (Memory memory = Memory.watch(service);
                LiveHeap heap = LiveHeap.watch(service)) {
            receipt = send(world, tester, file);
            early = heap.at(0.1);
            late = heap.at(0.9);
            resident = memory.at(0.9);
        }
        double seconds = seconds(begin);
        perProcess(findings, "upload", cpu.used(), rows, "row");
        findings.add(Figure.higherIsBetter("upload: rows", rows / seconds, "rows/s"));
        if (!world.quick()) {
            findings.add(Check.atLeast("upload: rows a second", rows / seconds, "rows/s", ROWS_PER_SECOND));
            findings.add(Check.atMost("upload: live heap at 90 % against 10 %", late / early, "times", FLAT));
        }
        findings.add(Figure.plain("upload: results-service's live heap at 10 % of the file", early, "MB"));
        findings.add(Figure.plain("upload: results-service's live heap at 90 % of the file", late, "MB"));
        findings.add(Figure.plain("upload: results-service resident at 90 % of the file", resident, "MB"));
        reconciles(findings, "upload", receipt, rows, rows, 0);
        findings.add(Check.equal("upload: rows in the database", stored(world), "rows", rows));

        double until = delivery.awaitDelivered(Duration.ofMinutes(20));
        perProcess(findings, "upload with delivery", cpu.used(), rows, "row");
        findings.add(Check.none("upload: events not delivered in the end", Double.isNaN(until) ? 1 : 0));
        findings.add(Figure.lowerIsBetter("upload: until the last event was delivered", until, "s"));
        findings.add(Check.none("upload: events set aside", delivery.setAside()));
        findings.add(Check.none("upload: divergences between results and health codes", delivery.divergences()));
        findings.add(Check.equal("upload: health codes that have a result now", codes(world) - before, "people", rows));
    }

    /** Health codes with a result; those of whoever was here before are among them. */
    private static long codes(World world) {
        return world.sql()
                .number("SELECT count(*) FROM " + world.partition("checkin", "health_status")
                        + " WHERE outcome IS NOT NULL");
    }

    private static void again(World world, Findings findings, String tester, Path file, int rows) {
        long begin = System.nanoTime();
        Answer receipt = send(world, tester, file);
        findings.add(Figure.higherIsBetter("upload: the same again", rows / seconds(begin), "rows/s"));
        reconciles(findings, "upload: the same again", receipt, rows, 0, rows);
        findings.add(Check.equal("upload: the same again: rows in the database", stored(world), "rows", rows));
    }

    private static long stored(World world) {
        return world.sql()
                .number("SELECT count(*) FROM " + world.partition("results", "tube_result")
                        + " WHERE barcode LIKE 'LOAD-%'");
    }

    static void reconciles(
            Findings findings, String what, Answer receipt, long received, long accepted, long duplicate) {
        findings.add(Check.equal(what + ": received", receipt.number("received"), "rows", received));
        findings.add(Check.equal(what + ": accepted", receipt.number("accepted"), "rows", accepted));
        findings.add(Check.equal(what + ": duplicate", receipt.number("duplicate"), "rows", duplicate));
        findings.add(Check.none(what + ": rejected", receipt.number("rejected")));
    }

    static void perProcess(Findings findings, String what, Map<String, Double> used, long operations, String unit) {
        used.forEach((process, seconds) -> {
            if (seconds * 1e6 / operations >= 0.5) {
                findings.add(
                        Figure.lowerIsBetter(what + ": CPU of " + process, seconds * 1e6 / operations, "µs/" + unit));
            }
        });
    }

    private static Answer send(World world, String tester, Path file) {
        try {
            Answer answer = world.gateway().upload(tester, file);
            if (answer.status() != 200) {
                throw new BenchException("the upload was answered with " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
