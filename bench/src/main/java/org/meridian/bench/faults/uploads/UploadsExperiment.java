package org.meridian.bench.faults.uploads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.Until;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.world.Seeding;
import org.meridian.bench.world.Tubes;
import org.meridian.bench.world.World;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/** Every row of every file is accounted for, whatever becomes of the connection and however often it is sent. */
public final class UploadsExperiment implements Experiment {

    private static final List<Integer> SIZES = List.of(1, 1_399, 16_384, 65_535, 65_536, 65_537, 100_000, 1_048_577);
    private static final List<Integer> QUICK_SIZES = List.of(1, 1_399, 16_384);

    /** As {@code meridian.upload.atomic-rows} says unless it is set: taken whole or not at all. */
    private static final int WHOLE = 100_000;

    private static final int CUTS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "uploads";
    }

    @Override
    public void run(World world, Findings findings) {
        Totals totals = new Totals();
        long firstPerson = 1L << 44;
        for (int rows : world.quick() ? QUICK_SIZES : SIZES) {
            String prefix = "U" + world.seed() + "-" + rows;
            new OneFile(world, prefix, rows, firstPerson).run(totals, findings);
            firstPerson += rows;
        }
        findings.add(Check.none("uploads: rows lost", totals.lost));
        findings.add(Check.none("uploads: rows twice", totals.doubled));
        findings.add(Check.none("uploads: receipts that do not add up", totals.unsound));
        findings.add(Check.none("uploads: cut files of which a part was taken", totals.partial));
        findings.add(Check.none("uploads: whole files that were not answered with 200", totals.failed));
        findings.add(Check.none("uploads: rows that are there and were not accepted once", totals.twice));
    }

    private static final class Totals {
        private long lost;
        private long doubled;
        private long unsound;
        private long partial;
        private long failed;
        private long twice;
    }

    /** A file of single tubes' results; each hundredth row is of a tube that nobody opened, each 250th stands there twice. */
    private static final class OneFile {

        private static final int UNKNOWN = 100;
        private static final int TWICE = 250;

        private final World world;
        private final String prefix;
        private final int rows;
        private final Tubes tubes;
        private final Random random;
        private final String token;
        private final SiteId site;

        OneFile(World world, String prefix, int rows, long firstPerson) {
            Instant sampledAt =
                    Clock.systemUTC().instant().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MILLIS);
            this.world = world;
            this.prefix = prefix;
            this.rows = rows;
            this.tubes = new Tubes(prefix, rows, 0, 1, firstPerson, sampledAt);
            this.random = new Random(world.seed() * 31 + rows);
            this.site = world.newSite("DE-UPLOADS");
            this.token = world.tokens().atSite(site, Role.TESTER);
        }

        void run(Totals totals, Findings findings) {
            new Seeding(world).sealed(tubes, site);
            byte[] file = csv();
            for (int i = 0; i < CUTS; i++) {
                int at = random.nextInt(file.length);
                try {
                    CutUpload.send(world.gateway().address(), token, file, at);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                await(0);
                long there = there();
                if (rows <= WHOLE && there != 0) {
                    totals.partial++;
                    findings.remark("uploads: %d rows, cut at byte %d of %d: %d are there"
                            .formatted(rows, at, file.length, there));
                }
            }
            long before = there();
            List<Answer> answers = twiceAtOnce(file);
            await(0);
            long accepted = 0;
            for (Answer answer : answers) {
                long sum = answer.number("accepted") + answer.number("duplicate") + answer.number("rejected");
                accepted += answer.number("accepted");
                if (answer.status() != 200 || answer.number("received") != rows) {
                    totals.failed++;
                    findings.remark("uploads: " + rows + " rows: " + answer);
                } else if (sum != rows || answer.number("rejected") != unknown()) {
                    totals.unsound++;
                    findings.remark("uploads: " + rows + " rows: " + answer);
                }
            }
            long there = there();
            totals.lost += Math.max(0, good() - there);
            totals.doubled +=
                    there - world.sql().number("SELECT count(DISTINCT barcode) FROM " + results(), prefix + "-%");
            if (rows <= WHOLE) { // a longer one goes on where it was cut, and its receipt has both parts
                totals.twice += Math.abs(accepted + before - there);
            }
            totals.partial += world.sql()
                    .number("SELECT count(*) FROM " + world.partition("results", "upload_receipt")
                            + " WHERE chunk_rows > 0 AND received % chunk_rows <> 0 AND received <> total");
            totals.unsound += world.sql()
                    .number(
                            "SELECT count(*) FROM " + world.partition("results", "upload_receipt")
                                    + " WHERE received <> accepted + duplicate + rejected OR state = 'RUNNING' AND lease_until < now()");
        }

        private String results() {
            return world.partition("results", "tube_result") + " WHERE barcode LIKE ?";
        }

        private long there() {
            return world.sql().number("SELECT count(*) FROM " + results(), prefix + "-%");
        }

        private int unknown() {
            return rows / UNKNOWN;
        }

        /** How many tubes get a result. */
        private long good() {
            long good = 0;
            for (int i = 0; i < rows; i++) {
                good += isUnknown(i) || isRepetition(i) ? 0 : 1;
            }
            return good;
        }

        private static boolean isUnknown(int row) {
            return row % UNKNOWN == UNKNOWN - 1;
        }

        private static boolean isRepetition(int row) {
            return row % TWICE == TWICE / 2;
        }

        private byte[] csv() {
            StringBuilder csv = new StringBuilder("barcode,outcome,testedAt\n");
            String testedAt = tubes.sampledAt().plus(Duration.ofHours(1)).toString();
            for (int i = 0; i < rows; i++) {
                String barcode = isUnknown(i)
                        ? String.format(Locale.ROOT, "X%s-%08d", prefix, i)
                        : tubes.barcode(isRepetition(i) ? i - 1 : i);
                csv.append(barcode).append(",NEGATIVE,").append(testedAt).append('\n');
            }
            return csv.toString().getBytes(StandardCharsets.UTF_8);
        }

        private List<Answer> twiceAtOnce(byte[] file) {
            try {
                Path path = Files.createTempFile(world.stack().run(), "upload", ".csv");
                Files.write(path, file);
                try {
                    List<CompletableFuture<Answer>> both = List.of(one(path), one(path));
                    return both.stream().map(CompletableFuture::join).toList();
                } finally {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private CompletableFuture<Answer> one(Path file) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return world.gateway().upload(token, file);
                        } catch (IOException e) {
                            return new Answer(0, e.toString());
                        }
                    },
                    Thread::startVirtualThread);
        }

        /** Until nobody writes at this laboratory's files any more. */
        private void await(int running) {
            double seconds = Until.seconds(
                    PATIENCE,
                    Duration.ofMillis(100),
                    () -> world.sql()
                                    .number("SELECT count(*) FROM " + world.partition("results", "upload_receipt")
                                            + " WHERE state = 'RUNNING' AND lease_until > now()")
                            <= running);
            if (Double.isNaN(seconds)) {
                throw new BenchException("a file is still being written");
            }
        }
    }
}
