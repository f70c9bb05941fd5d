package org.meridian.sharing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
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
import tools.jackson.databind.node.ObjectNode;

/** The service in region eu on the local cluster, called over HTTP; registration and results are stand-ins. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // their regular looks would be counted with the statements
        properties = {"meridian.outbox.poll=1h", "meridian.erasure.poll=1h"})
abstract class RunningSharing {

    static final JsonMapper JSON = JsonMapper.builder().build();

    final Neighbours neighbours = new Neighbours();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StatementLog log;

    private final HttpClient http = HttpClient.newHttpClient();

    record Answer(int status, java.net.http.HttpHeaders headers, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String type() {
            return json().path("type").asString("").replace("/problems/", "");
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster cluster = TestCluster.shared();
        cluster.migrate("sharing", RunningSharing.class.getClassLoader());
        cluster.properties("sharing", "eu").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
        registry.add("meridian.roster.max-rows", () -> 3_000);
        Neighbours.register(registry);
    }

    @BeforeEach
    void theOthersAnswer() {
        neighbours.answer();
    }

    Answer call(String method, String path, String token, String body, String... headers) {
        return send(method, path, token, HttpRequest.BodyPublishers.ofString(body), request -> {
            request.setHeader("Content-Type", "application/json");
            return headers.length == 0 ? request : request.headers(headers);
        });
    }

    Answer get(String path, String token, String... headers) {
        return send(
                "GET",
                path,
                token,
                HttpRequest.BodyPublishers.noBody(),
                request -> headers.length == 0 ? request : request.headers(headers));
    }

    Answer putCsv(String path, String token, String csv) {
        return send(
                "PUT",
                path,
                token,
                HttpRequest.BodyPublishers.ofString(csv),
                request -> request.setHeader("Content-Type", "text/csv"));
    }

    private Answer send(
            String method,
            String path,
            String token,
            HttpRequest.BodyPublisher body,
            UnaryOperator<HttpRequest.Builder> more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .method(method, body);
        try {
            HttpResponse<String> response =
                    http.send(more.apply(request).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String admin(StaffId staff) {
        return TestTokens.staff(staff, Role.UNIT_ADMIN);
    }

    static String auditor() {
        return TestTokens.staff(TestTokens.aStaffAccount("USA"), Role.AUDITOR);
    }

    /** A unit with its administrator's token. */
    record AUnit(String id, String token) {
        String path(String more) {
            return "/v1/units/" + id + more;
        }
    }

    AUnit aPendingUnit(String country) {
        String token = admin(TestTokens.aStaffAccount(country));
        Answer answer = call("POST", "/v1/units", token, unit(country));
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return new AUnit(answer.json().path("unitId").asString(), token);
    }

    AUnit anApprovedUnit(String country) {
        AUnit unit = aPendingUnit(country);
        Answer answer = decide(unit, "APPROVED");
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return unit;
    }

    Answer decide(AUnit unit, String decision) {
        return call(
                "POST",
                unit.path("/decision"),
                auditor(),
                "{\"decision\":\"" + decision + "\",\"reason\":\"papers seen\"}");
    }

    static String unit(String country) {
        return """
                {"country":"%s","name":"Works","corpName":"Works plc","corpNo":"HRB 17","division":"DE-BE"}
                """.formatted(country);
    }

    ResidentId aResident(String country, String nationalId) {
        ResidentId resident = TestTokens.aResident(country);
        neighbours.registered.put(nationalId, resident);
        return resident;
    }

    Answer consent(ResidentId resident, AUnit unit) {
        return call(
                "POST",
                "/v1/me/consents",
                TestTokens.resident(resident),
                "{\"unitId\":\"" + unit.id() + "\",\"purpose\":\"safe work\",\"expiresOn\":\"" + inAMonth() + "\"}");
    }

    static LocalDate inAMonth() {
        return LocalDate.now(ZoneOffset.UTC).plusMonths(1);
    }

    /** Lines for these numbers, all of them staff for another month. */
    static String roster(String... numbers) {
        StringBuilder csv = new StringBuilder("nationalId,name,type,expiresOn\r\n");
        Arrays.stream(numbers)
                .forEach(n -> csv.append(n)
                        .append(",A Name,STAFF,")
                        .append(inAMonth())
                        .append("\r\n"));
        return csv.toString();
    }

    /** Delivers an event as another service does. */
    Answer event(Country target, String type, Object payload) {
        ObjectNode event = JSON.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("type", type)
                .put("subject", target + "/" + UUID.randomUUID())
                .put("targetCountry", target.code())
                .put("payload", JSON.writeValueAsString(payload));
        return call("POST", "/internal/events", TestTokens.service("results"), "[" + event + "]");
    }

    int count(String table, String country, String condition) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE country_code = '" + country + "' AND " + condition)
                .query(Integer.class)
                .single();
    }

    static String uuid(String id) {
        return "'" + org.meridian.platform.id.UnitId.of(id).id() + "'";
    }

    void anHourPasses(AUnit unit) {
        jdbc.sql("UPDATE unit_reading SET begun_at = begun_at - interval '1 hour'"
                        + " WHERE country_code = 'DEU' AND unit_id = " + uuid(unit.id()))
                .update();
    }

    static List<String> members(Answer answer) {
        return StreamSupport.stream(answer.json().spliterator(), false)
                .map(member -> member.path("member").asString())
                .toList();
    }
}
