package org.meridian.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.StatementListener.Executed;
import org.meridian.db.data.Unreachable;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.Callers.Call;
import org.springframework.dao.DataIntegrityViolationException;

/** Point 2 on the local cluster: one statement, one commit, one region; and what happens when the node goes. */
class GroupCommitIT extends CommitFixture {

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private @Nullable GroupCommit<Note, Boolean> notes;

    @BeforeEach
    void begin() {
        notes = commits.of("notes", this::write);
    }

    /** A writer whose first batch waits for the gate. */
    private List<Boolean> writeBehindGate(Country country, List<Note> items) {
        if (begun.incrementAndGet() == 1) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return write(country, items);
    }

    private boolean submit(Country country, Note note) {
        return java.util.Objects.requireNonNull(notes).submit(country, note);
    }

    /** Keeps the table from being written, until closed; nobody waits for it longer than the lock timeout. */
    private static Connection locked(String region) throws SQLException {
        Connection owner = TestCluster.shared().owner(region).getConnection();
        owner.setAutoCommit(false);
        try (Statement lock = owner.createStatement()) {
            lock.execute("LOCK TABLE sharing.note_" + region + " IN EXCLUSIVE MODE");
        }
        return owner;
    }

    /** Lets one call's batch be begun and the others wait behind it, however long it takes them to come. */
    private List<Call<Boolean>> behindTheFirst(List<Note> many, java.util.function.Function<Integer, Country> country) {
        notes = commits.of("notes", this::writeBehindGate);
        Call<Boolean> first = Callers.call(() -> submit(DEU, Note.of("first")));
        await().untilAtomic(begun, org.hamcrest.Matchers.is(1));
        List<Call<Boolean>> calls = IntStream.range(0, many.size())
                .mapToObj(i -> Callers.call(() -> submit(country.apply(i), many.get(i))))
                .toList();
        await().until(() -> commits.lane(DEU).waiting() == many.size());
        gate.countDown();
        assertThat(first.get()).isTrue();
        return calls;
    }

    private static List<Note> some(int count) {
        return IntStream.range(0, count).mapToObj(i -> Note.of("n" + i)).toList();
    }

    @Test
    void aHundredCallersAreOneStatementInOnePartition() {
        behindTheFirst(some(100), i -> DEU).forEach(Call::get);
        assertThat(count(DEU)).isEqualTo(101);
        assertThat(statements.ofRequests())
                .as("the first one's, and all others'")
                .hasSize(2);
        statements.assertPruned("sharing");
    }

    @Test
    void batchesAreSplitByCountryEachOneTransactionWithOneStatement() {
        behindTheFirst(some(40), i -> i % 2 == 0 ? DEU : FRA).forEach(Call::get);
        assertThat(count(DEU)).isEqualTo(21);
        assertThat(count(FRA)).isEqualTo(20);
        assertThat(statements.ofRequests()).hasSize(3);
        assertThat(transactions("DEU")).isEqualTo(2);
        assertThat(transactions("FRA")).isEqualTo(1);
        statements.assertPruned("sharing");
    }

    private int transactions(String country) {
        return jdbc.sql("SELECT count(DISTINCT xmin::text) FROM note_eu WHERE country_code = :country")
                .param("country", country)
                .query(Integer.class)
                .single();
    }

    @Test
    void aRowThatBreaksAConstraintFailsAloneAndItsNeighboursCommit() {
        submit(DEU, Note.of("n7")); // the title is taken then
        statements.clear();
        List<Call<Boolean>> calls = behindTheFirst(some(32), i -> DEU);
        for (int i = 0; i < 32; i++) {
            if (i == 7) {
                assertThatThrownBy(calls.get(i)::get).isInstanceOf(DataIntegrityViolationException.class);
            } else {
                assertThat(calls.get(i).get()).isTrue();
            }
        }
        assertThat(count(DEU)).isEqualTo(1 + 1 + 31);
        assertThat(statements.ofRequests()).as("halves, down to the one").hasSizeLessThanOrEqualTo(1 + 11);
    }

    @Test
    void aKilledConnectionAcknowledgesNothingAndEverythingCanBeRepeated() throws Exception {
        List<Note> many = some(20);
        AtomicBoolean killing = new AtomicBoolean(true);
        List<Call<Boolean>> calls;
        Call<Boolean> killer;
        try (Connection lock = locked("eu")) {
            killer = Callers.call(() -> killUntil(killing));
            calls = many.stream()
                    .map(note -> Callers.call(() -> submit(DEU, note)))
                    .toList();
            for (Call<Boolean> call : calls) {
                assertThatThrownBy(call::get)
                        .satisfies(failure -> assertThat(Unreachable.is(failure))
                                .as("%s", failure)
                                .isTrue());
            }
            lock.rollback();
        } finally {
            killing.set(false);
        }
        assertThat(killer.get()).as("whoever kills has ended").isTrue();
        assertThat(count(DEU)).isZero();
        many.forEach(note -> assertThat(submit(DEU, note)).isTrue());
        many.forEach(note -> assertThat(submit(DEU, note)).isTrue());
        assertThat(count(DEU)).isEqualTo(20);
    }

    /** Ends each of the service's connections that waits for the lock. */
    private static boolean killUntil(AtomicBoolean killing) throws SQLException {
        try (Connection owner = TestCluster.shared().owner("eu").getConnection();
                Statement kill = owner.createStatement()) {
            while (killing.get()) {
                try (ResultSet ended = kill.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE usename = 'sharing' AND wait_event_type = 'Lock'")) {
                    ended.next();
                }
            }
        }
        return true;
    }

    @Test
    void anUnreachableNodeFailsItsCallersSoonAndOtherRegionsGoOn() {
        TestCluster.shared().cluster().kill("ap");
        try {
            List<Call<Boolean>> far = some(200).stream()
                    .map(note -> Callers.call(() -> submit(TWN, note)))
                    .toList();
            assertThat(submit(DEU, Note.of("near"))).isTrue();
            await().atMost(Duration.ofSeconds(20)).until(() -> far.stream().allMatch(Call::isDone));
            far.forEach(call -> assertThatThrownBy(call::get)
                    .satisfies(failure -> assertThat(Unreachable.is(failure))
                            .as("%s", failure)
                            .isTrue()));
        } finally {
            TestCluster.shared().cluster().restart("ap");
        }
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> submit(TWN, Note.of("again")));
        assertThat(count(TWN)).isEqualTo(1);
    }

    @Test
    void anotherRegionsRowsAreWrittenWithOneStatementToo() {
        submit(TWN, Note.of("far"));
        List<Executed> sent = statements.ofRequests();
        assertThat(sent).hasSize(1);
        assertThat(count(TWN)).isEqualTo(1);
        statements.assertPruned("sharing");
    }
}
