package org.meridian.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;

/** Point 5: while a node is away its events wait, whole and unblamed; all others are delivered. */
class NodeAwayIT extends EventsFixture {

    @Test
    void point5EventsWaitForANodeThatIsAway() {
        TestCluster.shared().cluster().kill("ap");
        try {
            tell(TWN, "far", List.of("Lin", "Chen"));
            tell(DEU, "near", List.of("Ada"));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertDoneOnce(DEU, List.of("Ada"));
                assertThat(far()).containsEntry("refusals", 0).containsEntry("set_aside", false);
                assertThat((Integer) far().get("attempts")).isPositive();
            });
        } finally {
            TestCluster.shared().cluster().restart("ap");
        }
        delivered();
        assertThat(done(TWN)).containsExactlyInAnyOrder("Lin", "Chen");
    }

    /** One event still: nothing was split. */
    private Map<String, Object> far() {
        return jdbc.sql("SELECT attempts, refusals, set_aside FROM outbox"
                        + " WHERE country_code = 'DEU' AND subject = 'far'")
                .query()
                .singleRow();
    }
}
