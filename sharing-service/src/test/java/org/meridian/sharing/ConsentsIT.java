package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;

class ConsentsIT extends RunningSharing {

    @Test
    void areGivenListedAndRevokedWithEffectOnTheNextReading() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-100");
        outcomes.put(kim, "NEGATIVE");
        putCsv(unit.path("/roster"), unit.token(), roster("D-KIM-100"));
        String token = TestTokens.resident(kim);
        log.clear();
        String id = consent(kim, unit).json().path("consentId").asString();
        assertThat(log.count()).isEqualTo(2); // the unit, the consent
        assertThat(members(get(unit.path("/results"), unit.token()))).hasSize(1);
        assertThat(get("/v1/me/consents", token).json().get(0).path("active").asBoolean())
                .isTrue();

        String another = TestTokens.resident(aResident("DEU", "D-OTHER-1"));
        assertThat(call("DELETE", "/v1/me/consents/" + id, another, "").status())
                .isEqualTo(404);
        assertThat(call("DELETE", "/v1/me/consents/" + id, token, "").status()).isEqualTo(204);
        anHourPasses(unit);
        assertThat(members(get(unit.path("/results"), unit.token()))).isEmpty();
        assertThat(get("/v1/me/consents", token).json().get(0).path("active").asBoolean())
                .isFalse();
    }

    @Test
    void thatHaveExpiredOrWereReplacedOpenNothing() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-200");
        outcomes.put(kim, "NEGATIVE");
        putCsv(unit.path("/roster"), unit.token(), roster("D-KIM-200"));
        consent(kim, unit);
        consent(kim, unit);
        String unitIs = "unit_id = " + uuid(unit.id());
        assertThat(count("consent", "DEU", unitIs + " AND revoked_at IS NULL")).isEqualTo(1);
        jdbc.sql("UPDATE consent SET expires_on = date '2020-01-01' WHERE country_code = 'DEU' AND " + unitIs)
                .update();
        assertThat(members(get(unit.path("/results"), unit.token()))).isEmpty();
        assertThat(RESULTS.calls()).isEmpty();
    }

    @Test
    void toNobodyOrForTooLongAreRefused() {
        AUnit unit = anApprovedUnit("USA");
        String token = TestTokens.resident(TestTokens.aResident("DEU"));
        String body = "{\"unitId\":\"%s\",\"purpose\":\"p\",\"expiresOn\":\"%s\"}";
        String unknown = "DEU-01JD7KZ8Q4TN3WVYB5M6XCH2RE";
        for (String bad : List.of(
                body.formatted(unknown, inAMonth()),
                body.formatted("nonsense", inAMonth()),
                body.formatted(unit.id(), inAMonth().minusMonths(1)),
                body.formatted(unit.id(), inAMonth().plusYears(1)),
                body.formatted(unit.id(), "soon"))) {
            Answer answer = call("POST", "/v1/me/consents", token, bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                    .matches("/unitId|/expiresOn");
        }
        assertThat(get("/v1/me/consents", token).json()).isEmpty();
        assertThat(call("POST", "/v1/me/consents", unit.token(), "{}").status()).isEqualTo(403);
    }
}
