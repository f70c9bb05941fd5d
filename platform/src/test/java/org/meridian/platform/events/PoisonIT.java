package org.meridian.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Point 5: poison events end alone and set aside, with a reason that tells nothing of anybody. */
class PoisonIT extends EventsFixture {

    private static final String POISON = "canary-4711";

    @Test
    void point5OnePoisonousElementOf500EndsAloneAndAllOthersAreHandledOnce() {
        effects.poisonous.add(POISON);
        List<String> good = IntStream.range(0, 499).mapToObj(i -> "name-" + i).toList();
        List<String> names = new ArrayList<>(good);
        names.add(137, POISON);
        tell(DEU, "DEU/" + UUID.randomUUID(), names);
        delivered();
        assertDoneOnce(DEU, good);
        Map<String, Object> left = aside();
        assertThat(left.get("payload")).isEqualTo("[\"" + POISON + "\"]");
        assertThat(left.get("reason"))
                .asString()
                .startsWith("IllegalArgumentException at ")
                .doesNotContain(POISON);
        assertThat(left.get("refusals")).as("three times alone").isEqualTo(3);
    }

    @Test
    void point5AnEventThatNobodyHandlesIsNotTornToPieces() {
        transactions.run(DEU, () -> outbox.append("results", DEU, "FromTheFuture", "s", List.of("a", "b")));
        delivered();
        Map<String, Object> left = aside();
        assertThat(left.get("payload")).isEqualTo("[\"a\",\"b\"]");
        assertThat(left.get("reason")).isEqualTo("nobody handles this type");
    }

    @Test
    void point5AnEventThatCannotEvenBeReadHoldsUpNoOther() {
        transactions.run(DEU, () -> {
            outbox.append("results", DEU, Effects.TYPE, "a", List.of("Ada"));
            outbox.append("results", DEU, Effects.TYPE, "b", "x".repeat(5_000_000)); // more than a service takes
            outbox.append("results", DEU, Effects.TYPE, "c", List.of("Lise"));
        });
        delivered();
        assertDoneOnce(DEU, List.of("Ada", "Lise"));
        assertThat(aside().get("reason")).asString().startsWith("ProblemException (too-large)");
    }

    private Map<String, Object> aside() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("SELECT count(*) FROM outbox WHERE country_code = 'DEU' AND set_aside")
                                .query(Integer.class)
                                .single()
                        == 1);
        return jdbc.sql("SELECT payload, reason, refusals FROM outbox WHERE country_code = 'DEU' AND set_aside")
                .query()
                .singleRow();
    }
}
