package org.meridian.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.tube.ResultId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** results-service of region eu on the local cluster, with stand-ins for the services around it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(LocalClusterExtension.class)
public abstract class ResultsFixture {

    protected static final FakeSampling SAMPLING = new FakeSampling();
    protected static final FakeRegistration REGISTRATION = new FakeRegistration();
    protected static final FakeConsumer CHECKIN = new FakeConsumer();
    protected static final FakeConsumer RESULTS_ABROAD = new FakeConsumer();
    /** What this region's results-service tells itself, on its way from one country to another. */
    private static final StubService SELF = StubService.start();

    protected static final JsonMapper JSON = JsonMapper.builder().build();
    protected final Instant sampled =
            Clock.systemUTC().instant().minus(Duration.ofHours(8)).truncatedTo(ChronoUnit.SECONDS);
    protected final Instant tested = sampled.plus(Duration.ofHours(4));

    private static final IdGenerator IDS = new IdGenerator(Clock.systemUTC());
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected StatementLog log;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster cluster = TestCluster.shared();
        cluster.migrate("results", ResultsApplication.class.getClassLoader());
        cluster.properties("results", "eu").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
        registry.add(
                "meridian.services.eu.sampling", () -> SAMPLING.stub.address().toString());
        registry.add(
                "meridian.services.eu.registration",
                () -> REGISTRATION.stub().address().toString());
        registry.add(
                "meridian.services.eu.checkin", () -> CHECKIN.stub.address().toString());
        registry.add(
                "meridian.services.us.results",
                () -> RESULTS_ABROAD.stub.address().toString());
        registry.add("meridian.services.eu.results", () -> SELF.address().toString());
        registry.add(
                "spring.cloud.openfeign.client.config.default.read-timeout", () -> "20000"); // stand-ins may be held
        registry.add("meridian.outbox.poll", () -> "100ms");
        registry.add("meridian.reconciliation.nightly", () -> "false"); // whatever the time of day is
        registry.add("meridian.statistics.settled-after", () -> "0s"); // what a test wrote is to be seen by it
        registry.add("meridian.retention.tube-results", () -> "12000d"); // some days of the tests are long ago
        registry.add("meridian.statistics.remembered-for", () -> "0s");
    }

    @BeforeEach
    void everythingAnswers() {
        SAMPLING.answer();
        CHECKIN.answer();
        RESULTS_ABROAD.answer();
        SELF.on("POST", "/internal/events", call -> {
            HttpResponse<String> answer =
                    post("/internal/events", TestTokens.service("results"), JSON.readTree(call.body()));
            return new Reply(answer.statusCode(), answer.body());
        });
    }

    protected static String tester(String country) {
        SiteId site = IDS.next(Country.of(country), SiteId::new);
        return TestTokens.atSite(TestTokens.aStaffAccount(country), site, Role.TESTER);
    }

    protected HttpResponse<String> upload(String token, String type, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/results"))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** The newest result of a tube of DEU. */
    protected String newestResult(String barcode) {
        return jdbc.sql("""
                        SELECT id, country_code FROM tube_result
                         WHERE barcode = :barcode AND country_code = 'DEU'
                         ORDER BY revision DESC LIMIT 1
                        """)
                .param("barcode", barcode)
                .query((row, n) -> new ResultId(row.getObject(1, UUID.class), row.getString(2)).toString())
                .single();
    }

    protected HttpResponse<String> correct(String token, String resultId, String outcome, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/results/" + resultId + "/corrections"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("outcome", outcome, "reason", "Two tubes were mixed up."))));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** A site's tasks, as sampling-service asks for them. */
    protected List<JsonNode> tasks(String site) {
        HttpResponse<String> answer =
                post("/internal/tasks", TestTokens.service("sampling"), Map.of("siteId", site, "limit", 1000));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(json(answer).spliterator(), false).toList();
    }

    /** Kind, reason and state of each task that a tube has led to, by person. */
    protected Map<String, String> tasksOf(String barcode) {
        return tasks(SAMPLING.site(barcode)).stream()
                .collect(Collectors.toMap(task -> task.get("residentId").asString(), ResultsFixture::task));
    }

    private static String task(JsonNode task) {
        String state = task.get("state").asString();
        return state.equals("CANCELLED")
                ? state
                : task.get("kind").asString() + " " + task.get("reason").asString() + " " + state;
    }

    /** The latest results, as sharing-service asks for them. */
    protected List<JsonNode> latest(List<ResidentId> residents) {
        Map<String, Object> query = Map.of(
                "country",
                residents.getFirst().countryCode(),
                "residentIds",
                residents.stream().map(ResidentId::toString).toList());
        HttpResponse<String> answer = post("/internal/results/latest", TestTokens.service("sharing"), query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(json(answer).spliterator(), false).toList();
    }

    /** What check-in was told last of somebody; null before it was told anything. */
    protected static @Nullable JsonNode code(ResidentId resident) {
        return CHECKIN.payloads(resident).stream()
                .filter(change -> !change.has("doses"))
                .max(Comparator.comparingLong(change -> change.get("version").asLong()))
                .orElse(null);
    }

    protected HttpResponse<String> uploadCsv(String... rows) {
        return upload(tester("DEU"), "text/csv", csv(rows));
    }

    protected static String csv(String... rows) {
        return "barcode,outcome,testedAt,device,ct\n" + String.join("\n", rows) + "\n";
    }

    protected HttpResponse<String> get(String path, String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    protected HttpResponse<String> post(String path, String token, Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    protected static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    protected long count(String table, String barcodesLike) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE country_code = 'DEU' AND barcode LIKE :like")
                .param("like", barcodesLike)
                .query(Long.class)
                .single();
    }

    protected long all(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE country_code = 'DEU'")
                .query(Long.class)
                .single();
    }

    /** What somebody waits for who is there in these tests; what residents are told of readings waits for sharing-service. */
    protected List<String> undelivered() {
        return jdbc.sql(
                        "SELECT type || ' to ' || consumer || ' of ' || target_country || coalesce(': ' || reason, '') FROM outbox"
                                + " WHERE country_code = 'DEU' AND consumer <> 'sharing'")
                .query(String.class)
                .list();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static List<ResidentId> residents(String country, int count) {
        return Stream.generate(() -> TestTokens.aResident(country)).limit(count).toList();
    }
}
