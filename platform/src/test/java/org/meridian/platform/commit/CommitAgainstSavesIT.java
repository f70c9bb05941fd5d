package org.meridian.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.commit.Callers.Call;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Point 8: the same rows, as durable, by group commit and by one JPA save for each caller, in turn within one run and without
 * HTTP around them. {@code -Dmeridian.measure=20000} writes so many rows a window and prints what they cost.
 */
class CommitAgainstSavesIT extends CommitFixture {

    private static final int ROWS = Integer.getInteger("meridian.measure", 0);

    /** Where nothing is measured so few that none waits long for one of the six connections, however slow the machine. */
    private static final int CALLERS = ROWS == 0 ? 12 : 128;

    @Autowired
    SavedNotes saved;

    @Autowired
    CountryTransactions transactions;

    /** What a number of rows cost. */
    record Cost(double seconds, double jvmMicros, double databaseMicros) {}

    @Test
    void point8AsManyRowsAreThereFromEitherAndTogetherTheyTakeFewerCommits() throws Exception {
        GroupCommit<Note, Boolean> notes = commits.of("notes", this::write);
        Consumer<Note> together = note -> notes.submit(DEU, note);
        Consumer<Note> alone = note -> transactions.write(
                DEU, () -> saved.save(new SavedNote(new SavedNote.Id(note.id(), DEU.code()), note.title())));
        int rows = ROWS == 0 ? 400 : ROWS;
        int windows = ROWS == 0 ? 1 : 4;
        if (ROWS > 0) {
            window(rows, alone);
            window(rows, together);
            clear();
        }
        double ratio = 0;
        for (int i = 0; i < windows; i++) {
            statements.clear();
            Cost one = window(rows, alone);
            assertThat(statements.statements())
                    .filteredOn(sent -> sent.sql().contains("note"))
                    .as("a save is one statement")
                    .hasSize(rows);
            statements.clear();
            Cost all = window(rows, together);
            assertThat(statements.ofRequests()).hasSizeLessThan(rows / 2);
            ratio += one.seconds() / all.seconds() / windows;
            if (ROWS > 0) {
                System.out.printf("one JPA save each: %s%ngroup commit:      %s%n", one, all);
            }
        }
        assertThat(count(DEU)).isEqualTo(2 * rows * windows);
        if (ROWS > 0) {
            System.out.printf("group commit writes %.1f times as many rows a second%n", ratio);
            assertThat(ratio).isGreaterThanOrEqualTo(3);
        }
    }

    private static Cost window(int rows, Consumer<Note> write) throws IOException {
        AtomicInteger next = new AtomicInteger();
        long jvm = jvmNanos();
        long database = databaseTicks();
        long begin = System.nanoTime();
        List<Call<Boolean>> callers = Callers.calls(CALLERS, caller -> {
            while (next.getAndIncrement() < rows) {
                write.accept(Note.of(UUID.randomUUID().toString()));
            }
            return true;
        });
        callers.forEach(Call::get);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Cost(
                seconds,
                (jvmNanos() - jvm) / 1e3 / rows,
                (databaseTicks() - database) * 1e4 / rows); // a tick is a hundredth of a second
    }

    private static long jvmNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** The processor time of the region's server and all its connections. */
    private static long databaseTicks() throws IOException {
        String folder = JdbcClient.create(TestCluster.shared().owner("eu"))
                .sql("SHOW data_directory")
                .query(String.class)
                .single();
        long server = Long.parseLong(
                Files.readAllLines(Path.of(folder, "postmaster.pid")).getFirst());
        long ticks = 0;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                ticks += ticks(process, server);
            }
        }
        return ticks;
    }

    private static long ticks(Path process, long server) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            boolean itself = process.getFileName().toString().equals(Long.toString(server));
            return itself || fields.get(1).equals(Long.toString(server))
                    ? Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))
                    : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
