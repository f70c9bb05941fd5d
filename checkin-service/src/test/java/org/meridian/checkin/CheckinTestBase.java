package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.checkin.Service.Answer;
import org.meridian.db.data.HomePool;
import org.meridian.db.data.StatementListener;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** checkin-service of region eu on the shared cluster; the other regions' services and registration are stand-ins. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "meridian.override.poll=200ms")
@ExtendWith(LocalClusterExtension.class)
@Import(CheckinTestBase.Time.class)
abstract class CheckinTestBase {

    private static final Topology TOPOLOGY = Topology.load();
    static final JsonMapper JSON = new JsonMapper();
    static final StubService CHECKIN_AP = StubService.start();
    static final StubService CHECKIN_US = StubService.start();
    static final StubService REGISTRATION = StubService.start();

    @TestConfiguration
    static class Time {
        @Bean
        MovableClock clock() {
            return new MovableClock();
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster.shared().migrate("checkin", CheckinApplication.class.getClassLoader());
        TestCluster.shared().properties("checkin", "eu").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
        registry.add("meridian.audit.checkpoint-every", () -> "1h"); // the stand-ins are no witnesses
        registry.add("meridian.services.ap.checkin", () -> CHECKIN_AP.address().toString());
        registry.add("meridian.services.us.checkin", () -> CHECKIN_US.address().toString());
        registry.add(
                "meridian.services.eu.registration",
                () -> REGISTRATION.address().toString());
    }

    @LocalServerPort
    int port;

    @Autowired
    StatementLog log;

    @Autowired
    MovableClock clock;

    @Autowired
    HomePool pool;

    final ResidentId erika = TestTokens.aResident("DEU");
    final StaffId owner = TestTokens.aStaffAccount("DEU");

    @BeforeEach
    void begin() {
        // another class may have killed the home node, with this class's connections at it
        await().atMost(Duration.ofSeconds(60)).until(() -> pool.away() == 0);
        log.clear();
    }

    @AfterEach
    void end() {
        clock.reset();
        CHECKIN_AP.forget();
        CHECKIN_US.forget();
        REGISTRATION.forget();
        log.assertPruned("checkin", TestCluster.shared().owner("eu"));
    }

    Service service() {
        return new Service(port);
    }

    /** What requests sent to the driver since the log was cleared, without the regular looks for what waits. */
    List<StatementListener.Executed> statements() {
        return log.ofRequests();
    }

    /** What the events that were delivered sent to the driver since then. */
    List<StatementListener.Executed> ofDeliveries() {
        return log.ofDeliveries();
    }

    /** As it is issued by the tests' clock. */
    String token(Caller caller) {
        String key = "registration-" + TOPOLOGY.regionOf(caller.home()).name();
        return new TokenIssuer(TestTokens.keys(), key, clock).issue(caller);
    }

    Instant soon() {
        return clock.instant().plus(Duration.ofMinutes(15));
    }

    String ownerToken() {
        return TestTokens.staff(owner, Role.PLACE_OWNER);
    }

    static Map<String, Object> library(String country) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("country", country);
        body.put("name", "Library");
        body.put("corpName", "Library Ltd");
        body.put("corpNo", "HRB 1");
        body.put("division", "DE-BE");
        return body;
    }

    String aPlace() {
        Answer answer = service().post("/v1/places", ownerToken(), library("DEU"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/place");
    }

    Answer checkIn(ResidentId resident, String place, String... headers) {
        return service().post("/v1/check-ins", TestTokens.resident(resident), Map.of("place", place), headers);
    }

    /** Delivers one event as another service does, and expects this verdict. */
    void event(String type, ResidentId about, Object payload) {
        event(UUID.randomUUID(), type, about, payload);
    }

    void event(UUID id, String type, ResidentId about, Object payload) {
        Answer answer = deliver(id, type, about, payload);
        assertThat(answer.at("/0/outcome")).as(answer.text()).isEqualTo("HANDLED");
    }

    Answer deliver(UUID id, String type, ResidentId about, Object payload) {
        return deliver(List.of(anEvent(id, type, about, payload)));
    }

    /** Several at once, as they come while many people get results. */
    Answer deliver(List<Map<String, Object>> events) {
        String sender = "ResidentRegistered".equals(events.getFirst().get("type")) ? "registration" : "results";
        return service().post("/internal/events", TestTokens.service(sender), events);
    }

    static Map<String, Object> anEvent(UUID id, String type, ResidentId about, Object payload) {
        return Map.of(
                "id", id,
                "type", type,
                "subject", about.toString(),
                "targetCountry", about.countryCode(),
                "payload", JSON.writeValueAsString(payload));
    }

    void registered(ResidentId resident, String name) {
        event(
                "ResidentRegistered",
                resident,
                List.of(Map.of("residentId", resident.toString(), "name", name, "nationalId", "L01X*****")));
    }

    void result(ResidentId resident, long version, String outcome, String status, Duration age) {
        event("LatestResultChanged", resident, List.of(resultPayload(resident, version, outcome, status, age)));
    }

    /** One change, as results-service tells it; a test may say more. */
    Map<String, Object> resultPayload(ResidentId resident, long version, String outcome, String status, Duration age) {
        Instant sampledAt = clock.instant().minus(age);
        Map<String, Object> change = noResult(resident, version);
        change.put("outcome", outcome);
        change.put("status", status);
        change.put("method", status.equals("PROVISIONAL") ? "POOLED" : "SINGLE");
        change.put("sampledAt", sampledAt.toString());
        change.put("testedAt", sampledAt.plus(Duration.ofHours(1)).toString());
        if (status.equals("PROVISIONAL")) {
            change.put("suspectedAt", sampledAt.toString());
        } else if (outcome.equals("POSITIVE")) {
            change.put("positiveAt", sampledAt.toString());
        }
        return change;
    }

    static Map<String, Object> noResult(ResidentId resident, long version) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("residentId", resident.toString());
        change.put("version", version);
        return change;
    }

    Answer healthCode(ResidentId resident, String... headers) {
        return service().get("/v1/me/health-code", TestTokens.resident(resident), headers);
    }

    /** Rows on a region's own node. */
    static long count(String region, String table, String condition, Object... values) {
        try (Connection connection = TestCluster.shared().owner(region).getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT count(*) FROM checkin." + table + "_" + region + " WHERE " + condition)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
