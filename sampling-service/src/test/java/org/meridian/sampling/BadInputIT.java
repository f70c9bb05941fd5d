package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.ResidentCode;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenIssuer;

/** Bad input and callers whose it is not: the answer says what is wrong, and nothing is written. */
class BadInputIT {

    private static final List<String> TABLES =
            List.of("site", "site_staff", "tube", "tube_event", "sample", "idempotency_key");
    private static final Desk DESK = Desk.approved("DEU");

    private final Service service = Service.running();
    private final Api api = service.api();

    @BeforeEach
    void forget() {
        service.registration().forget();
        await().untilAsserted(() -> assertThat(service.rows("outbox", "DEU")).isZero()); // what others left
    }

    static Stream<Arguments> badSites() {
        return Stream.of(
                Arguments.of("country", "XXX", 422, "unknown-country", null),
                Arguments.of("country", "Germany", 422, "unknown-country", null),
                Arguments.of("country", null, 400, "invalid-request", "/country"),
                Arguments.of("country", "FRA", 403, "forbidden", null),
                Arguments.of("name", " ", 400, "invalid-request", "/name"),
                Arguments.of("name", "x".repeat(201), 400, "invalid-request", "/name"),
                Arguments.of("corpNo", null, 400, "invalid-request", "/corpNo"),
                Arguments.of("division", null, 400, "invalid-request", "/division"),
                Arguments.of("latitude", 90.1, 400, "invalid-request", "/latitude"),
                Arguments.of("longitude", -181, 400, "invalid-request", "/longitude"),
                Arguments.of("opensAt", "8:00", 400, "invalid-request", "/opensAt"),
                Arguments.of("closesAt", "24:00", 400, "invalid-request", "/closesAt"),
                Arguments.of("siteId", "DEU-1", 400, "invalid-request", "/siteId"));
    }

    @ParameterizedTest
    @MethodSource("badSites")
    void aBadSiteIsRefused(String field, @Nullable Object value, int status, String problem, @Nullable String pointer) {
        Map<String, @Nullable Object> site = new LinkedHashMap<>(Desk.aSite("DEU"));
        site.put(field, value);
        refused(() -> api.post("/v1/sites", DESK.admin, site), status, problem, pointer);
    }

    static Stream<Arguments> badTubes() {
        return Stream.of(
                Arguments.of("{\"capacity\":10}", 400, "/barcode"),
                Arguments.of("{\"barcode\":\"abcd\",\"capacity\":10}", 400, "/barcode"),
                Arguments.of("{\"barcode\":\"ABC\",\"capacity\":10}", 400, "/barcode"),
                Arguments.of("{\"barcode\":\"ABCD\"}", 400, "/capacity"),
                Arguments.of("{\"barcode\":\"ABCD\",\"capacity\":11}", 400, "/capacity"),
                Arguments.of("{\"barcode\":\"ABCD\",\"capacity\":\"ten\"}", 400, "/capacity"),
                Arguments.of("{\"barcode\":\"ABCD\",\"capacity\":5,\"filled\":2}", 400, "/filled"),
                Arguments.of(
                        "{\"barcode\":\"ABCD\",\"capacity\":5,\"openedAt\":\"2020-01-01T00:00:00Z\"}",
                        400,
                        "/openedAt"),
                Arguments.of("{\"barcode\":\"ABCD\",", 400, ""),
                Arguments.of("[]", 400, ""));
    }

    @ParameterizedTest
    @MethodSource("badTubes")
    void aBadTubeIsRefused(String body, int status, String pointer) {
        refused(
                () -> api.post("/v1/sites/" + DESK.site + "/tubes", DESK.sampler, body),
                status,
                "invalid-request",
                pointer);
    }

    static Stream<Arguments> badSamples() {
        ResidentId resident = TestTokens.aResident("DEU");
        String code = TestTokens.code(resident);
        String spoilt = code.substring(0, code.length() - 1) + (code.endsWith("0") ? "1" : "0");
        return Stream.of(
                Arguments.of(Map.of(), 400, "invalid-request", "/residentCode"),
                Arguments.of(
                        Map.of("residentCode", code, "residentId", resident.toString()),
                        400,
                        "invalid-request",
                        "/residentCode"),
                Arguments.of(Map.of("residentCode", spoilt), 400, "invalid-request", "/residentCode"),
                Arguments.of(Map.of("residentCode", "DEU-"), 400, "invalid-request", "/residentCode"),
                Arguments.of(Map.of("residentCode", expired(resident)), 400, "invalid-request", "/residentCode"),
                Arguments.of(Map.of("residentId", "DEU-1"), 400, "invalid-request", "/residentId"),
                Arguments.of(
                        Map.of(
                                "residentId", resident.toString(),
                                "sampledAt", now().plus(Duration.ofHours(4)).toString()),
                        400,
                        "invalid-request",
                        "/sampledAt"),
                Arguments.of(
                        Map.of(
                                "residentId", resident.toString(),
                                "sampledAt", now().minus(Duration.ofHours(100)).toString()),
                        400,
                        "invalid-request",
                        "/sampledAt"),
                Arguments.of(
                        Map.of("residentId", resident.toString(), "name", "Kim"), 400, "invalid-request", "/name"));
    }

    @ParameterizedTest
    @MethodSource("badSamples")
    void aBadSampleIsRefused(Map<String, Object> body, int status, String problem, @Nullable String pointer) {
        String tube = DESK.tube(5);
        refused(() -> api.post("/v1/tubes/" + tube + "/samples", DESK.sampler, body), status, problem, pointer);
        assertThat(DESK.show(tube).body().path("filled").asInt()).isZero();
    }

    @Test
    void whatATubeDoesNotTakeIsRefused() {
        String full = DESK.tube(1);
        DESK.add(full, TestTokens.aResident("DEU"));
        refused(() -> DESK.add(full, TestTokens.aResident("DEU")), 409, "tube-full", null);
        String sealed = DESK.tube(5);
        refused(() -> DESK.seal(sealed), 409, "conflict", null);
        DESK.add(sealed, TestTokens.aResident("DEU"));
        DESK.seal(sealed);
        refused(() -> DESK.add(sealed, TestTokens.aResident("DEU")), 409, "tube-not-open", null);
        refused(() -> DESK.add("NO-SUCH-TUBE", TestTokens.aResident("DEU")), 404, "not-found", null);
        refused(() -> DESK.add("bad", TestTokens.aResident("DEU")), 404, "not-found", null);
        refused(() -> DESK.seal("NO-SUCH-TUBE"), 404, "not-found", null);
        refused(() -> DESK.show("NO-SUCH-TUBE"), 404, "not-found", null);
        refused(() -> DESK.open(full, 5), 409, "barcode-taken", null);
        Desk pending = Desk.pending("DEU");
        refused(() -> pending.open(Desk.aBarcode(), 5), 409, "site-not-approved", null);
    }

    @Test
    void aSiteThatTheTokenDoesNotNameIsForbiddenAndWhatLiesInItIsAsIfItWereNotThere() {
        Desk other = Desk.approved("DEU");
        String tube = DESK.tube(5);
        Map<String, String> resident =
                Map.of("residentId", TestTokens.aResident("DEU").toString());
        refused(
                () -> api.post(
                        "/v1/sites/" + DESK.site + "/tubes", other.sampler, Map.of("barcode", "ABCD-9", "capacity", 1)),
                403,
                "forbidden",
                null);
        refused(() -> api.post("/v1/tubes/" + tube + "/samples", other.sampler, resident), 404, "not-found", null);
        refused(() -> api.post("/v1/tubes/" + tube + "/seal", other.sampler, ""), 404, "not-found", null);
        refused(() -> api.get("/v1/tubes/" + tube, other.sampler), 404, "not-found", null);
        refused(
                () -> api.post("/v1/sites/" + DESK.site + "/samples/batch", other.sampler, "[]"),
                403,
                "forbidden",
                null);
        refused(() -> api.get("/v1/sites/" + DESK.site, other.admin), 404, "not-found", null);
        refused(
                () -> api.post("/v1/sites/" + DESK.site + "/staff", other.admin, TestingDayIT.aSampler()),
                404,
                "not-found",
                null);
        assertThat(api.get("/v1/tubes/" + tube, other.tester).status()).isEqualTo(200);
        // another country looks among its own barcodes
        Desk abroad = Desk.approved("USA");
        refused(() -> api.post("/v1/tubes/" + tube + "/samples", abroad.sampler, resident), 404, "not-found", null);
        refused(() -> api.get("/v1/tubes/" + tube, abroad.tester), 404, "not-found", null);
        refused(
                () -> api.post("/v1/sites/" + DESK.site + "/samples/batch", abroad.sampler, "[]"),
                403,
                "forbidden",
                null);
    }

    @Test
    void aRoleThatMayNotIsForbiddenAndNobodyIsUnauthenticated() {
        String resident = TestTokens.resident(TestTokens.aResident("DEU"));
        String unbound = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.SAMPLER);
        refused(() -> api.post("/v1/sites", DESK.sampler, Desk.aSite("DEU")), 403, "forbidden", null);
        refused(() -> api.post("/v1/sites", "", Desk.aSite("DEU")), 401, "unauthenticated", null);
        refused(() -> api.get("/v1/sites", resident), 403, "forbidden", null);
        refused(() -> api.get("/v1/tubes/ABCD", resident), 403, "forbidden", null);
        refused(() -> api.get("/v1/me/samples", DESK.sampler), 403, "forbidden", null);
        refused(() -> api.post("/v1/tubes/ABCD/seal", unbound, ""), 403, "forbidden", null);
        refused(() -> api.post("/internal/samples/open", resident, Map.of()), 403, "forbidden", null);
        refused(() -> api.post("/v1/sites/" + DESK.site + "/decision", DESK.admin, Map.of()), 403, "forbidden", null);
    }

    @Test
    void aDecisionThatIsNoneIsRefused() {
        Desk pending = Desk.pending("DEU");
        String path = "/v1/sites/" + pending.site + "/decision";
        String auditor = Desk.anAuditor();
        refused(
                () -> api.post(path, auditor, Map.of("decision", "MAYBE", "reason", "x")),
                400,
                "invalid-request",
                "/decision");
        refused(() -> api.post(path, auditor, Map.of("decision", "APPROVED")), 400, "invalid-request", "/reason");
        refused(() -> pending.decide("SUSPENDED"), 409, "already-decided", null);
        refused(() -> api.get("/v1/sites/DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE", auditor), 404, "not-found", null);
        refused(() -> api.get("/v1/sites/nonsense", auditor), 404, "not-found", null);
        refused(() -> api.get("/v1/sites?status=NONE", auditor), 400, "invalid-request", "status");
        refused(() -> api.get("/v1/sites?cursor=%21", auditor), 400, "invalid-request", "cursor");
        refused(() -> api.get("/v1/sites?country=XXX", auditor), 422, "unknown-country", null);
    }

    @Test
    void whileRegistrationDoesNotAnswerNobodyIsAddedAndTheCallerMayComeAgain() {
        service.registration().on("POST", "/internal/staff", call -> new Reply(500, "{}"));
        Api.Answer answer = refused(
                () -> api.post(
                        "/v1/sites/" + DESK.site + "/staff",
                        DESK.admin,
                        TestingDayIT.aSampler(),
                        Map.of("Idempotency-Key", "again")),
                503,
                "service-unavailable",
                null);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void staffIsAddedOnlyWhereSomeoneMayWorkAndOnlyInTheFuture() {
        String path = "/v1/sites/" + DESK.site + "/staff";
        Map<String, Object> staff = new HashMap<>(TestingDayIT.aSampler());
        staff.put("expiresAt", "2020-01-01T00:00:00Z");
        refused(() -> api.post(path, DESK.admin, staff), 400, "invalid-request", "/expiresAt");
        staff.putAll(TestingDayIT.aSampler());
        staff.put("phone", "0151");
        refused(() -> api.post(path, DESK.admin, staff), 400, "invalid-request", "/phone");
        staff.putAll(TestingDayIT.aSampler());
        staff.put("role", "AUDITOR");
        refused(() -> api.post(path, DESK.admin, staff), 400, "invalid-request", "/role");
        Desk closed = Desk.pending("DEU");
        closed.decide("REJECTED");
        refused(
                () -> api.post("/v1/sites/" + closed.site + "/staff", closed.admin, TestingDayIT.aSampler()),
                409,
                "site-not-approved",
                null);
        assertThat(service.registration().calls()).isEmpty();
    }

    /** The call is refused so, and no row of the site's country is more or less than before. */
    private Api.Answer refused(Supplier<Api.Answer> call, int status, String problem, @Nullable String pointer) {
        List<Integer> before = rows();
        Api.Answer answer = call.get();
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.text("traceId")).isNotEmpty();
        if (pointer != null) {
            assertThat(answer.pointers()).containsExactly(pointer);
        }
        assertThat(rows()).isEqualTo(before);
        return answer;
    }

    /** Of the outbox without the audit trail's checkpoints, which pass there at their own time. */
    private List<Integer> rows() {
        return Stream.concat(
                        TABLES.stream().map(table -> service.rows(table, "DEU")),
                        Stream.of(service.rows("outbox", "DEU", "type <> 'AuditCheckpoints'")))
                .toList();
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private static String expired(ResidentId resident) {
        TokenIssuer registration = new TokenIssuer(TestTokens.keys(), "registration-eu", Clock.systemUTC());
        return new ResidentCode(resident, now().minus(Duration.ofMinutes(1))).sign(registration);
    }
}
