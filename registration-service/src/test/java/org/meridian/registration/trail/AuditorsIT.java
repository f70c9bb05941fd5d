package org.meridian.registration.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.EntryId;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Point 9: one answer of all services and regions, for auditors alone, whose reading is in the trail itself. */
@ExtendWith(LocalClusterExtension.class)
class AuditorsIT {

    private static final Map<String, StubService> TRAILS = new HashMap<>();
    private static Service service;
    private static Api api;

    private final StaffId auditor = TestTokens.aStaffAccount("DEU");
    private final String token = TestTokens.staff(auditor, Role.AUDITOR);

    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>();
        for (String name : Trail.SERVICES) {
            TRAILS.put(name, StubService.start());
            for (String region : List.of("us", "eu")) { // none in ap
                settings.put(
                        "meridian.services." + region + "." + name,
                        stub(name).address().toString());
            }
            settings.put("meridian.services.ap." + name, "http://127.0.0.1:1");
        }
        service = Service.start(settings);
        api = service.api();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void nothingToTell() {
        TRAILS.values().forEach(stub -> {
            stub.on("POST", "/internal/audit/events", call -> StubService.Reply.ok("[]"));
            stub.on("POST", "/internal/audit/checkpoints", call -> StubService.Reply.ok("[]"));
        });
    }

    private static StubService stub(String of) {
        return java.util.Objects.requireNonNull(TRAILS.get(of));
    }

    private static String entry(String id, String of) {
        return """
                {"id":"%s","service":"%s","country":"DEU","at":"2026-01-31T12:00:00.123456Z","actor":"a","roles":["ADMIN"],
                 "action":"thing.done","object":"o","detail":"d"}""".formatted(id, of);
    }

    private static String id() {
        return service.bean(IdGenerator.class)
                .next(Country.of("DEU"), EntryId::new)
                .toString();
    }

    @Test
    void point9TheNewestOfAllServicesComeFirstPageByPage() {
        List<String> ids = new ArrayList<>();
        Map<String, List<String>> told = new HashMap<>();
        for (int i = 0; i < 120; i++) {
            String of = Trail.SERVICES.get(i % 5);
            ids.addFirst(id());
            told.computeIfAbsent(of, name -> new ArrayList<>()).addFirst(entry(ids.getFirst(), of));
        }
        ids.sort(java.util.Comparator.reverseOrder());
        told.forEach((of, entries) ->
                stub(of).on("POST", "/internal/audit/events", call -> StubService.Reply.ok(entries.toString())));
        Answer page = api.get("/v1/audit/events?country=DEU", token);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.json()
                        .get("events")
                        .valueStream()
                        .map(one -> one.get("id").stringValue()))
                .containsExactlyElementsOf(ids.subList(0, 100));
        assertThat(page.json().get("missingRegions").size()).isZero();
        assertThat(page.headers().firstValue("Link"))
                .hasValueSatisfying(link -> assertThat(link).contains("country=DEU", "cursor=", "rel=\"next\""));
    }

    @Test
    void point9ARegionThatIsDownIsNamedAndHoldsUpNoOther() {
        String id = id();
        stub("sampling")
                .on("POST", "/internal/audit/events", call -> StubService.Reply.ok("[" + entry(id, "sampling") + "]"));
        JsonNode answer = api.get("/v1/audit/events", token).json();
        assertThat(answer.get("events").size()).as("from us and eu").isEqualTo(2);
        assertThat(answer.get("missingRegions").toString()).isEqualTo("[\"ap\"]");
    }

    @Test
    void point9ReadingIsAnEntryItself() {
        String object = "DEU-" + auditor.id();
        assertThat(api.get("/v1/audit/events?country=DEU&service=sharing&object=" + object, token)
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/v1/audit/checkpoints?country=DEU", token).status()).isEqualTo(200);
        assertThat(service.bean(JdbcClient.class)
                        .sql("SELECT action || ' ' || object || ' ' || detail FROM audit_event"
                                + " WHERE country_code = 'DEU' AND actor = :auditor ORDER BY id")
                        .param("auditor", auditor.toString())
                        .query(String.class)
                        .list())
                .containsExactly("audit.read DEU service=sharing object=" + object, "audit.checkpoints-read DEU ");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"AUDITOR", "SERVICE"},
            mode = EnumSource.Mode.EXCLUDE)
    void point9NobodyElseReads(Role role) {
        String other = role == Role.RESIDENT
                ? TestTokens.resident(TestTokens.aResident("DEU"))
                : TestTokens.staff(TestTokens.aStaffAccount("DEU"), role);
        assertThat(api.get("/v1/audit/events", other).status()).isEqualTo(403);
        assertThat(api.get("/v1/audit/checkpoints?country=DEU", other).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service=nobody", "from=yesterday", "to=2026-13-01T00:00:00Z", "cursor=!"})
    void whatCannotBeAskedIsRefused(String query) {
        assertThat(api.get("/v1/audit/events?" + query, token).status()).isEqualTo(400);
    }

    @Test
    void aCountryThatNobodyServesIsRefused() {
        assertThat(api.get("/v1/audit/events?country=XXX", token).status()).isEqualTo(422);
        assertThat(api.get("/v1/audit/checkpoints?country=ATA", token).status()).isEqualTo(200);
    }

    @Test
    void point9TheKeysThatSignedComeWithTheCheckpoints() {
        JsonNode answer = api.get("/v1/audit/checkpoints?country=DEU", token).json();
        assertThat(answer.get("keys").valueStream().map(key -> key.get("kid").stringValue()))
                .contains("audit-us.1", "audit-eu.1", "audit-ap.1");
        assertThat(answer.get("keys").toString()).as("public halves only").doesNotContain("\"d\":");
    }
}
