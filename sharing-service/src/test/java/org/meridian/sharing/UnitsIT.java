package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.TestTokens;

class UnitsIT extends RunningSharing {

    @Test
    void areRegisteredInTheAdministratorsCountryOnly() {
        String token = admin(TestTokens.aStaffAccount("DEU"));
        assertThat(call("POST", "/v1/units", token, unit("FRA")).status()).isEqualTo(403);
        assertThat(call("POST", "/v1/units", token, unit("XXX")).status()).isEqualTo(422);
        assertThat(call("POST", "/v1/units", token, "{\"country\":\"DEU\"}")
                        .json()
                        .path("errors")
                        .size())
                .isEqualTo(4);
        assertThat(call("POST", "/v1/units", token, "{\"boss\":1}").status()).isEqualTo(400);
        assertThat(call("POST", "/v1/units", auditor(), unit("DEU")).status()).isEqualTo(403);
        assertThat(call("POST", "/v1/units", "x", unit("DEU")).status()).isEqualTo(401);
        assertThat(get("/v1/units", token).json()).isEmpty();
    }

    @Test
    void areOneStatementToRegisterAndTheSameAgainWithTheSameKey() {
        String token = admin(TestTokens.aStaffAccount("DEU"));
        log.clear();
        Answer first = call("POST", "/v1/units", token, unit("DEU"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().path("status").asString()).isEqualTo("PENDING");
        assertThat(first.header("Location"))
                .isEqualTo("/v1/units/" + first.json().path("unitId").asString());
        assertThat(log.ofRequests()).hasSize(2);
        Answer keyed = call("POST", "/v1/units", token, unit("DEU"), "Idempotency-Key", "k1");
        assertThat(call("POST", "/v1/units", token, unit("DEU"), "Idempotency-Key", "k1")
                        .text())
                .isEqualTo(keyed.text());
        assertThat(get("/v1/units", token).json()).hasSize(2);
    }

    @Test
    void areDecidedOnce() {
        AUnit unit = aPendingUnit("DEU");
        assertThat(call("POST", unit.path("/decision"), unit.token(), "{}").status())
                .isEqualTo(403);
        assertThat(call("POST", unit.path("/decision"), auditor(), "{\"decision\":\"MAYBE\",\"reason\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(decide(unit, "REJECTED").json().path("status").asString()).isEqualTo("REJECTED");
        Answer second = decide(unit, "APPROVED");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.type()).isEqualTo("already-decided");
        assertThat(second.text())
                .as("a problem has one status, its own")
                .containsOnlyOnce("\"status\"")
                .contains("\"status\":409", "\"state\":\"REJECTED\"");
    }

    @Test
    void areSeenByTheirAdministratorAndAuditorsOnly() {
        AUnit unit = aPendingUnit("DEU");
        assertThat(get(unit.path(""), unit.token()).status()).isEqualTo(200);
        assertThat(get(unit.path(""), auditor()).status()).isEqualTo(200);
        assertThat(get(unit.path(""), admin(TestTokens.aStaffAccount("DEU"))).status())
                .isEqualTo(404);
        assertThat(get("/v1/units/DEU-nothing", auditor()).status()).isEqualTo(404);
        assertThat(get("/v1/units/DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE", auditor()).status())
                .isEqualTo(404);
    }

    @Test
    void areListedForAuditorsAcrossRegionsInOneStatement() {
        List<String> ids = List.of(
                aPendingUnit("DEU").id(),
                aPendingUnit("USA").id(),
                aPendingUnit("TWN").id());
        log.clear();
        Answer answer = get("/v1/units?status=PENDING", auditor());
        assertThat(log.ofRequests()).hasSize(1);
        assertThat(answer.header("Meridian-Missing-Regions")).isEmpty();
        assertThat(StreamSupport.stream(answer.json().spliterator(), false)
                        .map(unit -> unit.path("unitId").asString()))
                .containsAll(ids);
        assertThat(get("/v1/units?status=SOON", auditor()).status()).isEqualTo(400);
    }
}
