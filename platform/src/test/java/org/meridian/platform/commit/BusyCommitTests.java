package org.meridian.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.platform.commit.Callers.Call;
import org.meridian.platform.commit.PretendDatabase.Committed;

/** What is written while the machine has no time to spare. */
class BusyCommitTests extends GroupCommitFixture {

    /** No tick comes while a test waits. */
    private static final Duration NEVER = Duration.ofSeconds(59);

    @Test
    void enoughOfOneKindAndCountryGoWithoutWaitingForTheClock() {
        GroupCommits commits = busyCommits(NEVER, NEVER, 3);
        GroupCommit<String, String> group = commits.of("test", this::write);
        group.submit(DEU, "the clock's first"); // nobody was about: it waits for nobody
        List<Call<String>> germans = Callers.calls(2, i -> group.submit(DEU, "i" + i));
        Call<String> french = Callers.call(() -> group.submit(FRA, "french"));
        untilWaiting(commits, DEU, 3);
        assertThat(database.commits()).hasSize(1);
        assertThat(group.submit(DEU, "third")).isEqualTo("third@DEU");
        germans.forEach(Call::get);
        assertThat(database.commits()).hasSize(2);
        assertThat(database.commits().getLast().rows()).hasSize(3);
        assertThat(french.isDone()).isFalse();
        commits.stop();
        assertThat(french.get()).isEqualTo("french@FRA");
    }

    @Test
    void theClockLetsGoWhatWaits() {
        GroupCommits commits = busyCommits(Duration.ofMillis(5), NEVER, 1_000);
        GroupCommit<String, String> group = commits.of("test", this::write);
        List<Call<String>> calls = Callers.calls(100, i -> group.submit(i % 2 == 0 ? DEU : FRA, "i" + i));
        calls.forEach(Call::get);
        assertThat(database.commits()).extracting(Committed::country).contains(DEU, FRA);
        assertThat(database.rows()).hasSize(100);
    }

    @Test
    void whatNoGatewayGathersWaitsForLonger() {
        GroupCommits commits = busyCommits(Duration.ofMillis(5), NEVER, 1_000);
        GroupCommit<String, String> gathered = commits.of("gathered", this::write);
        GroupCommit<String, String> singles = commits.ofSingles("singles", this::write);
        Call<String> single = Callers.call(() -> singles.submit(DEU, "single"));
        untilWaiting(commits, DEU, 1);
        gathered.submit(DEU, "gathered, later");
        assertThat(single.isDone()).isFalse();
        commits.stop();
        single.get();
        assertThat(database.rows()).containsExactly("gathered, later", "single");
    }

    @Test
    void whoIsPromptAndWhoReadsWaitForNobody() {
        GroupCommits commits = busyCommits(NEVER, NEVER, 1_000);
        commits.of("test", this::write).submit(DEU, "the clock's first");
        GroupCommit<String, String> held = commits.of("held", this::write);
        Call<String> waits = Callers.call(() -> held.submit(DEU, "held"));
        untilWaiting(commits, DEU, 1);
        assertThat(commits.ofPrompt("prompt", this::write).submit(DEU, "prompt"))
                .isEqualTo("prompt@DEU");
        assertThat(commits.<String, String>reading("read", (country, items) -> items)
                        .submit(DEU, "read"))
                .isEqualTo("read");
        assertThat(waits.isDone()).isFalse();
        commits.stop();
        waits.get();
        assertThat(database.rows()).containsExactly("the clock's first", "prompt", "held");
    }

    @Test
    void theEndWritesWhatWaitsForTheClock() {
        GroupCommits commits = busyCommits(NEVER, NEVER, 1_000);
        GroupCommit<String, String> group = commits.of("test", this::write);
        group.submit(DEU, "the clock's first");
        List<Call<String>> calls = Callers.calls(20, i -> group.submit(i % 2 == 0 ? DEU : FRA, "i" + i));
        untilWaiting(commits, DEU, 20);
        commits.stop();
        calls.forEach(Call::get);
        assertThat(database.rows()).hasSize(21);
    }
}
