package org.meridian.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.data.RetryPolicy;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.commit.Callers.Call;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** The queue's rules, on a database that only pretends. */
class GroupCommitTests {

    private static final Country DEU = Country.of("DEU");
    private static final Country FRA = Country.of("FRA");
    private static final Country USA = Country.of("USA");

    private final PretendDatabase database = new PretendDatabase();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    private GroupCommits commits(int writers, int batch, int waiting, Duration patience) {
        Topology topology = Topology.load();
        GroupCommits commits = new GroupCommits(
                new CountryTransactions(database, RetryPolicy.standard()),
                topology,
                topology.regionOf(DEU),
                new CommitProperties(writers, batch, waiting, patience),
                meters);
        commits.start();
        return commits;
    }

    private GroupCommits commits() {
        return commits(1, 256, 1000, Duration.ofSeconds(20));
    }

    /** Writes each item as a row; an item "bad…" violates something. */
    private List<String> write(Country country, List<String> items) {
        for (String item : items) {
            if (item.startsWith("bad")) {
                throw new DataIntegrityViolationException(item);
            }
            database.insert(item);
        }
        return items.stream().map(item -> item + "@" + country).toList();
    }

    /** The same, but the first batch of all waits for the gate. */
    private List<String> writeBehindGate(Country country, List<String> items) {
        if (begun.incrementAndGet() == 1) {
            waitFor(gate);
        }
        return write(country, items);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void untilOneIsBegun() {
        await().untilAtomic(begun, org.hamcrest.Matchers.greaterThanOrEqualTo(1));
    }

    private static void untilWaiting(GroupCommits commits, Country country, int items) {
        await().until(() -> commits.lane(country).waiting() == items);
    }

    private static RuntimeException nodeIsAway() {
        return new DataAccessResourceFailureException("away", new SQLException("refused", "08001"));
    }

    @Test
    void whatComesTogetherIsWrittenTogetherAndEachGetsItsOwnOutcome() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Call<String> first = Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        List<Call<String>> others = Callers.calls(50, i -> group.submit(DEU, "i" + i));
        untilWaiting(commits, DEU, 50);
        gate.countDown();
        assertThat(first.get()).isEqualTo("first@DEU");
        for (int i = 0; i < 50; i++) {
            assertThat(others.get(i).get()).isEqualTo("i" + i + "@DEU");
        }
        assertThat(database.commits()).hasSize(2);
        assertThat(meters.get("meridian.commit.batch").summary().max()).isEqualTo(50);
    }

    @Test
    void whatIsOnlyReadIsAskedForTogetherAndInNoTransaction() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.reading("test", (country, items) -> {
            assertThat(CountryTransactions.current()).isEmpty();
            if (begun.incrementAndGet() == 1) {
                waitFor(gate);
            }
            return items.stream().map(item -> item + "@" + country).toList();
        });
        Call<String> first = Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        List<Call<String>> others = Callers.calls(50, i -> group.submit(DEU, "i" + i));
        untilWaiting(commits, DEU, 50);
        gate.countDown();
        assertThat(first.get()).isEqualTo("first@DEU");
        for (int i = 0; i < 50; i++) {
            assertThat(others.get(i).get()).isEqualTo("i" + i + "@DEU");
        }
        assertThat(begun).hasValue(2);
        assertThat(database.commits()).isEmpty();
    }

    @Test
    void aFailingRowFailsAloneAndItsNeighboursCommit() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        List<Call<String>> calls = Callers.calls(20, i -> group.submit(DEU, i % 7 == 3 ? "bad" + i : "good" + i));
        untilWaiting(commits, DEU, 20);
        gate.countDown();
        for (int i = 0; i < 20; i++) {
            Call<String> call = calls.get(i);
            if (i % 7 == 3) {
                assertThatThrownBy(call::get)
                        .isInstanceOf(DataIntegrityViolationException.class)
                        .hasMessage("bad" + i);
            } else {
                assertThat(call.get()).isEqualTo("good" + i + "@DEU");
            }
        }
        assertThat(database.rows()).hasSize(1 + 17).doesNotHaveDuplicates();
    }

    @Test
    void thoseWhomTheWriterRefusesByNameFailAndTheOthersAreTriedOnceMore() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", (country, items) -> {
            if (begun.incrementAndGet() == 1) {
                waitFor(gate);
            }
            int at = items.indexOf("overtaken");
            if (at >= 0) {
                throw new Refused(Map.of(at, new IllegalStateException("somebody else was first")));
            }
            return write(country, items);
        });
        Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        Call<String> overtaken = Callers.call(() -> group.submit(DEU, "overtaken"));
        List<Call<String>> others = Callers.calls(9, i -> group.submit(DEU, "i" + i));
        untilWaiting(commits, DEU, 10);
        gate.countDown();
        assertThatThrownBy(overtaken::get).hasMessage("somebody else was first");
        others.forEach(call -> assertThat(call.get()).endsWith("@DEU"));
        assertThat(database.commits()).hasSize(2);
        assertThat(begun).hasValue(3);
    }

    @Test
    void whatRidesAlongIsWrittenOnceForAllThatHaveItAndFailsWithItsItemAlone() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Rider<String> keys = (country, rows) -> {
            int at = rows.indexOf("key of i4@DEU");
            if (at >= 0) {
                throw new Refused(Map.of(at, new IllegalStateException("overtaken")));
            }
            database.insert(String.join(",", rows));
        };
        Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        List<Call<String>> calls = Callers.calls(
                6,
                i -> i % 2 == 0
                        ? group.submit(DEU, "i" + i, keys, outcome -> "key of " + outcome)
                        : group.submit(DEU, "i" + i));
        untilWaiting(commits, DEU, 6);
        gate.countDown();
        assertThatThrownBy(calls.get(4)::get).hasMessage("overtaken");
        List.of(0, 1, 2, 3, 5).forEach(i -> assertThat(calls.get(i).get()).isEqualTo("i" + i + "@DEU"));
        assertThat(database.rows())
                .hasSize(1 + 5 + 1)
                .anyMatch(
                        row -> row.equals("key of i0@DEU,key of i2@DEU") || row.equals("key of i2@DEU,key of i0@DEU"));
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        GroupCommits commits = commits(1, 256, 5, Duration.ofSeconds(20));
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        List<Call<String>> waiting = Callers.calls(5, i -> group.submit(DEU, "i" + i));
        untilWaiting(commits, DEU, 5);
        assertThatThrownBy(() -> group.submit(DEU, "one too many"))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(ProblemType.OVERLOADED);
                    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
                });
        gate.countDown();
        waiting.forEach(call -> assertThat(call.get()).endsWith("@DEU"));
        assertThat(database.rows()).hasSize(6).doesNotContain("one too many");
        assertThat(meters.get("meridian.commit.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void nobodyHearsOfItBeforeTheCommit() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::write);
        CountDownLatch atCommit = new CountDownLatch(1);
        database.atCommit(rows -> {
            atCommit.countDown();
            waitFor(gate);
        });
        Call<String> call = Callers.call(() -> group.submit(DEU, "a"));
        waitFor(atCommit);
        assertThat(call.isDone()).isFalse();
        gate.countDown();
        assertThat(call.get()).isEqualTo("a@DEU");
    }

    @Test
    void whenTheCommitFailsEveryCallerHearsItAndTheRowsOfNone() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        List<Call<String>> calls = Callers.calls(10, i -> group.submit(DEU, "i" + i));
        untilWaiting(commits, DEU, 10);
        database.atCommit(rows -> {
            if (rows.size() > 1) {
                throw nodeIsAway();
            }
        });
        gate.countDown();
        calls.forEach(call -> assertThatThrownBy(call::get).hasMessage("away"));
        assertThat(database.rows()).containsExactly("first");
    }

    @Test
    void batchesAreSplitByCountry() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        List<Call<String>> calls = Callers.calls(20, i -> group.submit(i % 2 == 0 ? DEU : FRA, "i" + i));
        untilWaiting(commits, DEU, 20);
        gate.countDown();
        for (int i = 0; i < 20; i++) {
            assertThat(calls.get(i).get()).isEqualTo("i" + i + (i % 2 == 0 ? "@DEU" : "@FRA"));
        }
        assertThat(database.commits()).hasSize(3);
        assertThat(database.commits())
                .extracting(PretendDatabase.Committed::country)
                .containsExactlyInAnyOrder(DEU, DEU, FRA);
    }

    @Test
    void aLongLineOfOneCountryDoesNotHoldUpAnother() {
        GroupCommits commits = commits(1, 2, 1000, Duration.ofSeconds(20));
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        List<Call<String>> many = Callers.calls(20, i -> group.submit(DEU, "i" + i));
        untilWaiting(commits, DEU, 20);
        Call<String> one = Callers.call(() -> group.submit(FRA, "one"));
        untilWaiting(commits, DEU, 21);
        gate.countDown();
        one.get();
        many.forEach(Call::get);
        assertThat(database.commits().stream()
                        .map(PretendDatabase.Committed::country)
                        .toList()
                        .indexOf(FRA))
                .as("its turn comes after one batch of the other")
                .isEqualTo(2);
    }

    @Test
    void aRegionWhoseWriterHangsHoldsUpNoOther() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Call<String> stuck = Callers.call(() -> group.submit(USA, "stuck"));
        untilOneIsBegun();
        assertThat(group.submit(DEU, "a")).isEqualTo("a@DEU");
        assertThat(stuck.isDone()).isFalse();
        gate.countDown();
        stuck.get();
    }

    @Test
    void anUnreachableNodeFailsAllWhoWaitAtOnceAndOtherRegionsGoOn() {
        GroupCommits commits = commits(1, 2, 1000, Duration.ofSeconds(20));
        AtomicInteger attempts = new AtomicInteger();
        GroupCommit<String, String> group = commits.of("test", (country, items) -> {
            if (country.equals(USA)) {
                attempts.incrementAndGet();
                if (begun.incrementAndGet() == 1) {
                    waitFor(gate);
                }
                throw nodeIsAway();
            }
            return write(country, items);
        });
        Call<String> first = Callers.call(() -> group.submit(USA, "first"));
        untilOneIsBegun();
        List<Call<String>> others = Callers.calls(100, i -> group.submit(USA, "i" + i));
        untilWaiting(commits, USA, 100);
        gate.countDown();
        assertThatThrownBy(first::get).hasMessage("away");
        others.forEach(call -> assertThatThrownBy(call::get).hasMessage("away"));
        assertThat(attempts)
                .as("fifty batches of two, each tried five times, would be 255")
                .hasValueLessThanOrEqualTo(10);
        assertThat(group.submit(DEU, "a")).isEqualTo("a@DEU");
    }

    @Test
    void aCallerWhoIsInterruptedIsNotWrittenAndHoldsUpNobody() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        Call<String> gone = Callers.call(() -> group.submit(DEU, "gone"));
        Call<String> stays = Callers.call(() -> group.submit(DEU, "stays"));
        untilWaiting(commits, DEU, 2);
        gone.thread().interrupt();
        assertThatThrownBy(gone::get).isInstanceOf(ProblemException.class);
        gate.countDown();
        assertThat(stays.get()).isEqualTo("stays@DEU");
        assertThat(database.rows()).containsExactly("first", "stays");
    }

    @Test
    void whoHasWaitedTooLongIsNotWritten() {
        GroupCommits commits = commits(1, 256, 1000, Duration.ofMillis(30));
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Call<String> first = Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        Call<String> late = Callers.call(() -> group.submit(DEU, "late"));
        assertThatThrownBy(late::get)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.OVERLOADED));
        assertThatThrownBy(first::get).as("nobody knows whether it is written").isInstanceOf(ProblemException.class);
        gate.countDown();
        commits.stop();
        assertThat(database.rows()).containsExactly("first");
    }

    @Test
    void theEndFinishesWhatWasAcceptedAndRefusesWhatComes() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::writeBehindGate);
        Callers.call(() -> group.submit(DEU, "first"));
        untilOneIsBegun();
        List<Call<String>> accepted = Callers.calls(10, i -> group.submit(DEU, "i" + i));
        untilWaiting(commits, DEU, 10);
        Call<Boolean> end = Callers.call(() -> {
            commits.stop();
            return true;
        });
        await().untilAsserted(() -> assertThatThrownBy(() -> group.submit(USA, "late"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("about to stop"));
        assertThat(end.isDone()).isFalse();
        gate.countDown();
        end.get();
        accepted.forEach(call -> assertThat(call.isDone()).isTrue());
        assertThat(database.rows()).hasSize(11).doesNotContain("late");
    }

    @Test
    void itIsNoPartOfAnotherTransaction() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", this::write);
        assertThatThrownBy(() -> commits.transactions().write(DEU, () -> group.submit(DEU, "a")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWriterThatForgetsAnItemFailsAndWritesNothing() {
        GroupCommits commits = commits();
        GroupCommit<String, String> group = commits.of("test", (country, items) -> {
            items.forEach(database::insert);
            return List.of();
        });
        assertThatThrownBy(() -> group.submit(DEU, "a"))
                .hasMessageContaining("1 items")
                .hasMessageContaining("0 outcomes");
        assertThat(database.rows()).isEmpty();
    }
}
