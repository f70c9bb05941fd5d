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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
        registry.add("meridian.outbox.poll", () -> "100ms");
        registry.add("meridian.statistics.settled-after", () -> "0s"); // what a test wrote is to be seen by it
        registry.add("meridian.statistics.remembered-for", () -> "0s");
    }

    @BeforeEach
    void everythingAnswers() {
        SAMPLING.answer();
        CHECKIN.answer();
        RESULTS_ABROAD.answer();
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

    /** Events as they arrived. */
    public static final class FakeConsumer {

        final StubService stub = StubService.start();
        private final List<JsonNode> events = new ArrayList<>();

        public void answer() {
            stub.on("POST", "/internal/events", call -> {
                JsonNode batch = JSON.readTree(call.body());
                List<Map<String, String>> verdicts = new ArrayList<>();
                synchronized (events) {
                    for (JsonNode event : batch) {
                        events.add(event);
                        verdicts.add(Map.of("id", event.get("id").asString(), "outcome", "HANDLED"));
                    }
                }
                return Reply.ok(JSON.writeValueAsString(verdicts));
            });
        }

        /** Takes the next delivery, but the answer gets lost. */
        public void loseAnswers() {
            stub.on("POST", "/internal/events", call -> {
                synchronized (events) {
                    JSON.readTree(call.body()).forEach(events::add);
                }
                return new Reply(500, "{}");
            });
        }

        /** The events with a change about somebody or something, each as often as it came. */
        public List<JsonNode> about(Object subject) {
            synchronized (events) {
                return events.stream()
                        .filter(event -> !changes(event, subject).isEmpty())
                        .toList();
            }
        }

        /** The changes about somebody or something, in the order in which they came, each as often. */
        public List<JsonNode> payloads(Object subject) {
            return about(subject).stream()
                    .flatMap(event -> changes(event, subject).stream())
                    .toList();
        }

        private static List<JsonNode> changes(JsonNode event, Object subject) {
            JsonNode payload = JSON.readTree(event.get("payload").asString());
            assertThat(payload.isArray()).as(payload.toString()).isTrue();
            return StreamSupport.stream(payload.spliterator(), false)
                    .filter(change -> Stream.of("residentId", "barcode", "sampleId")
                            .anyMatch(name -> change.path(name).asString("").equals(subject.toString())))
                    .toList();
        }
    }
}
