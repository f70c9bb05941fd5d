package org.meridian.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meridian.platform.commit.Callers.Call;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.dao.DataIntegrityViolationException;

/** What a row, a batch, a node or a caller that fails costs the others: nothing. */
class GroupCommitFailuresTests extends GroupCommitFixture {

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
        GroupCommits commits = commits(1, 256, 1000, Duration.ofSeconds(1)); // the first one's writer comes sooner
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
