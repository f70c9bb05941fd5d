package org.meridian.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.CountryTransactions;
import org.meridian.platform.commit.Callers.Call;
import org.meridian.platform.problem.ProblemException;

/** The queue's rules, on a database that only pretends. */
class GroupCommitTests extends GroupCommitFixture {

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
}
