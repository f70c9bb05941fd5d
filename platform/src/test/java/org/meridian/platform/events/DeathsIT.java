package org.meridian.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Point 5: an event takes effect exactly once, wherever either side dies. */
class DeathsIT extends EventsFixture {

    private static final List<String> NAMES = List.of("Ada", "Grace", "Lise");

    @Test
    void point5TheSenderDiesAfterItsCommitBeforeItCouldDeliver() {
        // what it leaves is a row, and nobody is woken
        transactions.run(DEU, () -> jdbc.sql("""
                        INSERT INTO outbox (id, country_code, consumer, target_country, type, subject, payload, created_at,
                                            attempts, next_attempt_at, set_aside)
                        VALUES (:id, 'DEU', 'results', 'DEU', 'Named', 's', '["Ada","Grace","Lise"]', now(), 0, now(), false)
                        """).param("id", UUID.randomUUID()).update());
        delivered();
        assertDoneOnce(DEU, NAMES);
    }

    @Test
    void point5TheCallIsLost() {
        WIRE.next(new Wire.Fate.Lost());
        tell(DEU, "s", NAMES);
        delivered();
        assertDoneOnce(DEU, NAMES);
    }

    @Test
    void point5TheConsumerDiesBeforeItsCommit() {
        effects.fatal.add("Grace");
        tell(DEU, "s", NAMES);
        delivered();
        assertThat(effects.fatal).isEmpty();
        assertDoneOnce(DEU, NAMES);
    }

    @Test
    void point5TheConsumerDiesAfterItsCommitBeforeItAnswered() {
        WIRE.next(new Wire.Fate.AnswerLost());
        int before = WIRE.calls();
        tell(DEU, "s", NAMES);
        delivered();
        assertThat(WIRE.calls() - before).as("delivered again").isEqualTo(2);
        assertDoneOnce(DEU, NAMES);
    }

    @Test
    void point5TheAnswerComesTooLate() {
        CountDownLatch late = new CountDownLatch(1);
        WIRE.next(new Wire.Fate.AnswerHeld(late));
        int before = WIRE.calls();
        tell(DEU, "s", NAMES);
        delivered();
        late.countDown();
        assertThat(WIRE.calls() - before).as("delivered again").isEqualTo(2);
        assertDoneOnce(DEU, NAMES);
    }

    @Test
    void point5TheSenderDiesAfterTheAnswerBeforeItsDelete() {
        sabotage.before("DELETE FROM outbox");
        int before = WIRE.calls();
        tell(DEU, "s", NAMES);
        await().atMost(Duration.ofSeconds(60)).until(sabotage::isDone);
        delivered();
        assertThat(WIRE.calls() - before).as("delivered again").isEqualTo(2);
        assertDoneOnce(DEU, NAMES);
    }

    @Test
    void point5TheSenderDiesInTheMiddleOfASplit() {
        effects.poisonous.add("Grace");
        // the original is deleted already when its halves should be written
        sabotage.before("INSERT INTO outbox (id, country_code, consumer, target_country, type, subject, payload,\n"
                + "                    created_at, attempts, next_attempt_at, set_aside)\nSELECT h.id");
        tell(DEU, "s", NAMES);
        await().atMost(Duration.ofSeconds(60)).until(sabotage::isDone);
        delivered();
        assertDoneOnce(DEU, List.of("Ada", "Lise"));
    }
}
