package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.sampling.sample.SampleId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Point 2 of pooled testing: a site's tasks; results-service is stood in for. */
class TasksIT {

    private static final Desk DESK = Desk.approved("DEU");
    private static final String PATH = "/v1/sites/" + DESK.site + "/tasks";

    private final Api api = Service.running().api();
    private final StubService results = Service.running().results();
    private final List<Map<String, Object>> tasks = new ArrayList<>();

    @BeforeEach
    void someTasks() {
        for (int i = 0; i < 150; i++) {
            tasks.add(aTask(i));
        }
        results.on(
                "POST",
                "/internal/tasks",
                call -> Reply.ok(page(JsonMapper.shared().readTree(call.body()))));
    }

    private static Map<String, Object> aTask(int number) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("taskId", aSample().toString());
        task.put("kind", number % 2 == 0 ? "RETEST" : "RESAMPLE");
        task.put("reason", number % 2 == 0 ? "POSITIVE" : "INVALID");
        task.put("state", "OPEN");
        task.put("residentId", TestTokens.aResident("FRA").toString());
        task.put("barcode", "TUBE-" + (10_000 + number));
        task.put("sampledAt", "2026-01-01T08:00:00Z");
        task.put("openedAt", "2026-01-01T12:00:00Z");
        task.put("expiresAt", "2026-01-04T12:00:00Z");
        task.put("closedAt", null);
        return task;
    }

    private static SampleId aSample() {
        return new IdGenerator(java.time.Clock.systemUTC()).next(Country.of("DEU"), SampleId::new);
    }

    private String page(JsonNode wanted) {
        assertThat(wanted.path("siteId").asString()).isEqualTo(DESK.site.toString());
        String after = wanted.path("after").asString("");
        int from = 0;
        while (!after.isEmpty() && !after.equals(tasks.get(from++).get("taskId"))) {}
        return JsonMapper.shared()
                .writeValueAsString(tasks.stream()
                        .skip(from)
                        .limit(wanted.path("limit").asInt())
                        .toList());
    }

    @Test
    void point2RetestTasksAreListedForTheSitePageByPage() {
        Api.Answer first = api.get(PATH + "?state=OPEN", DESK.sampler);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        String link = first.headers().firstValue("Link").orElseThrow();
        assertThat(link).contains("rel=\"next\"");
        Api.Answer second = api.get(link.substring(1, link.indexOf('>')), DESK.sampler);
        assertThat(second.headers().firstValue("Link")).isEmpty();
        assertThat(taskIds(first)).hasSize(100);
        List<String> all = new ArrayList<>(taskIds(first));
        all.addAll(taskIds(second));
        assertThat(all)
                .containsExactlyElementsOf(
                        tasks.stream().map(task -> (String) task.get("taskId")).toList());
        JsonNode task = first.body().get(0);
        tasks.getFirst()
                .forEach((field, value) ->
                        assertThat(task.path(field).asString(null)).as(field).isEqualTo(value));
        assertThat(results.calls()).anyMatch(call -> call.body().contains("\"state\":\"OPEN\""));
    }

    @Test
    void point7WhoeverIsOnThePageIsToldWhoSawThemThereAndNobodyElse() {
        api.get(PATH, DESK.sampler);
        List<String> told = entries();
        tasks.forEach(task -> assertThat(told.stream()
                        .filter(entry -> entry.contains(String.valueOf(task.get("residentId"))))
                        .count())
                .isEqualTo(tasks.indexOf(task) < 100 ? 1 : 0));
        assertThat(told).last().asString().contains("\"role\":\"SAMPLER\"", "RETEST_TASK", "\"organisation\":\"");
    }

    /** Of those who are told in France: the tasks' people are of there. */
    private static List<String> entries() {
        return Service.running()
                .jdbc()
                .sql("SELECT payload FROM outbox WHERE country_code = 'DEU' AND target_country = 'FRA'"
                        + " AND type = 'PersonRead' ORDER BY id")
                .query(String.class)
                .list();
    }

    @Test
    void whoWorksAtTheSiteSeesItsTasksAndItsAdministratorDoes() {
        assertThat(api.get(PATH, DESK.sampler).status()).isEqualTo(200);
        assertThat(api.get(PATH, DESK.tester).status()).isEqualTo(200);
        assertThat(api.get(PATH, DESK.admin).status()).isEqualTo(200);
        Desk other = Desk.approved("DEU");
        assertThat(api.get(PATH, other.admin).status()).isEqualTo(404);
        for (String stranger : List.of(
                other.sampler,
                other.tester,
                Desk.anAuditor(),
                TestTokens.resident(TestTokens.aResident("DEU")),
                TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.TESTER),
                TestTokens.service("checkin"))) {
            assertThat(api.get(PATH, stranger).status()).isEqualTo(403);
        }
        SiteId unknown = new IdGenerator(java.time.Clock.systemUTC()).next(Country.of("DEU"), SiteId::new);
        assertThat(api.get("/v1/sites/" + unknown + "/tasks", DESK.admin).status())
                .isEqualTo(404);
    }

    @Test
    void aStateOrCursorThatIsNoneIsRefused() {
        assertThat(api.get(PATH + "?state=LATE", DESK.sampler).pointers()).containsExactly("state");
        assertThat(api.get(PATH + "?cursor=bm9uZQ", DESK.sampler).pointers()).containsExactly("cursor");
    }

    @Test
    void whenResultsIsDownTheRegionIsNamed() {
        results.on("POST", "/internal/tasks", call -> new Reply(503, "{}"));
        Api.Answer answer = api.get(PATH, DESK.sampler);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("service-unavailable");
        assertThat(answer.text("region")).isEqualTo("eu");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static List<String> taskIds(Api.Answer answer) {
        return answer.body()
                .valueStream()
                .map(task -> task.path("taskId").asString())
                .toList();
    }
}
