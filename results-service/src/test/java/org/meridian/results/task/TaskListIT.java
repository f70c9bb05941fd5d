package org.meridian.results.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.meridian.db.data.StatementListener.Executed;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.results.ResultsFixture;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Issue 3, point 2: tasks are listed for the site, expire, and close themselves. */
class TaskListIT extends ResultsFixture {

    @Autowired
    private Expiry expiry;

    @Test
    void aSitesTasksAreListedPageByPageEachOnce() {
        List<ResidentId> five = residents("DEU", 5);
        SAMPLING.sealed("T-PAGE", 5, sampled, five);
        SAMPLING.sealed("T-PAGE-1", 1, sampled.plusSeconds(60), five.subList(0, 1));
        uploadCsv("T-PAGE,POSITIVE," + tested + ",,");
        uploadCsv("T-PAGE-1,NEGATIVE," + tested + ",,");
        assertThat(pages("T-PAGE", null, 2)).hasSize(5).doesNotHaveDuplicates();
        assertThat(pages("T-PAGE", "OPEN", 3)).hasSize(4).doesNotHaveDuplicates();
        assertThat(pages("T-PAGE", "DONE", 3)).hasSize(1);
        assertThat(pages("T-PAGE", "EXPIRED", 3)).isEmpty();
        assertThat(pages("T-PAGE", "CANCELLED", 3)).isEmpty();
        assertThat(pages("T-PAGE-1", null, 3)).as("another site's").isEmpty();
    }

    @Test
    void aTaskSaysWhatIsToBeDoneForWhomAndUntilWhen() {
        List<ResidentId> one = residents("DEU", 1);
        SAMPLING.sealed("T-VIEW", 5, sampled, one);
        uploadCsv("T-VIEW,POSITIVE," + tested + ",,");
        assertThat(tasks(SAMPLING.site("T-VIEW"))).singleElement().satisfies(task -> {
            assertThat(task.propertyNames())
                    .containsExactlyInAnyOrder(
                            "taskId",
                            "kind",
                            "reason",
                            "state",
                            "residentId",
                            "barcode",
                            "sampledAt",
                            "openedAt",
                            "expiresAt");
            assertThat(task.get("residentId").asString())
                    .isEqualTo(one.getFirst().toString());
            assertThat(task.get("barcode").asString()).isEqualTo("T-VIEW");
            assertThat(Instant.parse(task.get("sampledAt").asString())).isEqualTo(sampled);
            assertThat(Duration.between(
                            Instant.parse(task.get("openedAt").asString()),
                            Instant.parse(task.get("expiresAt").asString())))
                    .isEqualTo(Duration.ofDays(3));
        });
    }

    @Test
    void tasksExpireInTheListAtOnceInTheTableByTheJobAndALateRetestStillMakesThemDone() {
        List<ResidentId> two = residents("DEU", 2);
        SAMPLING.sealed("T-EXP", 5, sampled, two);
        SAMPLING.sealed("T-EXP-1", 1, sampled.plusSeconds(60), two.subList(0, 1));
        uploadCsv("T-EXP,POSITIVE," + tested + ",,");
        Instant over = Clock.systemUTC().instant().minusSeconds(1);
        jdbc.sql("UPDATE retest_task SET expires_at = :over WHERE country_code = 'DEU' AND barcode = 'T-EXP'")
                .param("over", Timestamp.from(over))
                .update();
        assertThat(stored("T-EXP")).containsOnly("OPEN");
        assertThat(tasksOf("T-EXP").values()).containsOnly("RETEST POSITIVE EXPIRED");
        assertThat(pages("T-EXP", "EXPIRED", 1)).hasSize(2);
        assertThat(pages("T-EXP", "OPEN", 1)).isEmpty();
        log.clear();
        expiry.expire();
        assertThat(stored("T-EXP")).containsOnly("EXPIRED");
        List<Executed> updates = log.statements().stream()
                .filter(statement -> statement.sql().startsWith("UPDATE retest_task"))
                .toList();
        int countries =
                TestCluster.shared()
                        .topology()
                        .partitionsIn(TestCluster.shared().topology().region("eu"))
                        .stream()
                        .mapToInt(partition -> partition.countries().size())
                        .sum();
        assertThat(updates).hasSize(countries);
        log.assertPruned("results", TestCluster.shared().owner("eu"));
        uploadCsv("T-EXP-1,NEGATIVE," + tested + ",,");
        assertThat(tasksOf("T-EXP"))
                .containsEntry(two.get(0).toString(), "RETEST POSITIVE DONE")
                .containsEntry(two.get(1).toString(), "RETEST POSITIVE EXPIRED");
    }

    @Test
    void tasksAreForServices() {
        SAMPLING.sealed("T-WHO", 5, sampled, residents("DEU", 1));
        Map<String, Object> query = Map.of("siteId", SAMPLING.site("T-WHO"), "limit", 10);
        assertThat(post("/internal/tasks", tester("DEU"), query).statusCode()).isEqualTo(403);
        assertThat(post("/internal/tasks", TestTokens.service("sampling"), Map.of("limit", 10))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(
                                "/internal/tasks",
                                TestTokens.service("sampling"),
                                Map.of("siteId", SAMPLING.site("T-WHO"), "limit", 1001))
                        .statusCode())
                .isEqualTo(400);
    }

    private List<String> pages(String barcode, @org.jspecify.annotations.Nullable String state, int limit) {
        List<String> ids = new ArrayList<>();
        Map<String, Object> query = new HashMap<>(Map.of("siteId", SAMPLING.site(barcode), "limit", limit));
        if (state != null) {
            query.put("state", state);
        }
        while (true) {
            HttpResponse<String> answer = post("/internal/tasks", TestTokens.service("sampling"), query);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            List<JsonNode> page =
                    StreamSupport.stream(json(answer).spliterator(), false).toList();
            assertThat(page.size()).isLessThanOrEqualTo(limit);
            page.forEach(task -> ids.add(task.get("taskId").asString()));
            if (page.size() < limit) {
                return ids;
            }
            query.put("after", ids.getLast());
        }
    }

    private List<String> stored(String barcode) {
        return jdbc.sql("SELECT state FROM retest_task WHERE country_code = 'DEU' AND barcode = :barcode")
                .param("barcode", barcode)
                .query(String.class)
                .list();
    }
}
