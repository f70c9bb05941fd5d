package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;

class HealthCodeIT extends CheckinTestBase {

    @Test
    void eventsChangeTheColourAtOnce() {
        registered(erika, "E*** M***");
        assertThat(healthCode(erika).at("/colour")).isEqualTo("YELLOW");
        result(erika, 1, "POSITIVE", "PROVISIONAL", Duration.ofHours(8));
        assertThat(healthCode(erika).at("/reasons/0/rule")).isEqualTo("PROVISIONAL_POOL_RESULT");
        result(erika, 2, "NEGATIVE", "FINAL", Duration.ofHours(4));
        assertThat(healthCode(erika).at("/colour")).isEqualTo("GREEN");
        result(erika, 3, "POSITIVE", "FINAL", Duration.ofHours(2));
        assertThat(healthCode(erika).at("/colour")).isEqualTo("RED");
        assertThat(count("eu", "health_status", "resident_id = ?", erika.id())).isEqualTo(1);
        assertThat(count("us", "health_status", "resident_id = ?", erika.id())).isZero();
    }

    @Test
    void anOlderVersionIsIgnored() {
        result(erika, 5, "POSITIVE", "FINAL", Duration.ofHours(2));
        result(erika, 4, "NEGATIVE", "FINAL", Duration.ofHours(1));
        result(erika, 5, "NEGATIVE", "FINAL", Duration.ofHours(1));
        assertThat(healthCode(erika).at("/colour")).isEqualTo("RED");
        assertThat(count("eu", "health_status", "resident_id = ? AND version = 5", erika.id()))
                .isEqualTo(1);
    }

    @Test
    void anEventDeliveredTwiceIsHandledOnce() {
        UUID id = UUID.randomUUID();
        var payload = List.of(resultPayload(erika, 1, "NEGATIVE", "FINAL", Duration.ofHours(2)));
        event(id, "LatestResultChanged", erika, payload);
        event(id, "LatestResultChanged", erika, payload);
        assertThat(count("eu", "health_status", "resident_id = ? AND revision = 1", erika.id()))
                .isEqualTo(1);
    }

    @Test
    void anEventChangesItsRowWithOneStatement() {
        log.clear();
        result(erika, 1, "NEGATIVE", "FINAL", Duration.ofHours(2));
        assertThat(ofDeliveries())
                .filteredOn(executed -> executed.sql().contains("health_status"))
                .hasSize(1);
    }

    @Test
    void aResultMayComeBeforeTheRegistration() {
        result(erika, 1, "NEGATIVE", "FINAL", Duration.ofHours(2));
        registered(erika, "E*** M***");
        Answer code = healthCode(erika);
        assertThat(code.at("/colour")).isEqualTo("GREEN");
        assertThat(code.at("/name")).isEqualTo("E*** M***");
    }

    @Test
    void theErasedLeaveNothingAndNothingComesBack() {
        registered(erika, "E*** M***");
        result(erika, 1, "POSITIVE", "FINAL", Duration.ofHours(2));
        event("ResidentErased", erika, Map.of("residentId", erika.toString()));
        result(erika, 2, "NEGATIVE", "FINAL", Duration.ofHours(1));
        registered(erika, "E*** M***");
        assertThat(count(
                        "eu",
                        "health_status",
                        "resident_id = ? AND erased AND name IS NULL AND national_id IS NULL AND outcome IS NULL",
                        erika.id()))
                .isEqualTo(1);
        assertThat(healthCode(erika).status()).isEqualTo(401);
    }

    @Test
    void unchangedMeans304WithoutTouchingTheDatabase() {
        registered(erika, "E*** M***");
        result(erika, 1, "NEGATIVE", "FINAL", Duration.ofHours(2));
        Answer first = healthCode(erika);
        assertThat(first.header("Cache-Control")).contains("private").contains("max-age=10");
        log.clear();
        clock.forward(Duration.ofSeconds(2));

        Answer again = healthCode(erika, "If-None-Match: " + first.header("ETag"));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(statements()).isEmpty();
        result(erika, 2, "POSITIVE", "FINAL", Duration.ofHours(1));
        assertThat(healthCode(erika, "If-None-Match: " + first.header("ETag")).status())
                .isEqualTo(200);
    }

    @Test
    void anotherInstancesEventIsSeenAfterHalfAMinute() {
        registered(erika, "E*** M***");
        assertThat(healthCode(erika).at("/colour")).isEqualTo("YELLOW");
        clock.forward(Duration.ofSeconds(29));
        log.clear();
        healthCode(erika);
        assertThat(statements()).isEmpty();
        clock.forward(Duration.ofSeconds(2));
        healthCode(erika);
        assertThat(statements()).hasSize(1);
    }

    @Test
    void whoRegisteredAMomentAgoIsNamedByRegistration() {
        REGISTRATION.on(
                "GET",
                "/internal/residents/" + erika,
                call -> StubService.Reply.ok(
                        "{\"residentId\":\"" + erika + "\",\"name\":\"E*** M***\",\"nationalId\":\"L01X*****\"}"));
        Answer code = healthCode(erika);
        assertThat(code.status()).isEqualTo(200);
        assertThat(code.at("/name")).isEqualTo("E*** M***");
        assertThat(code.at("/colour")).isEqualTo("YELLOW");
    }

    @Test
    void withoutRegistrationTheCodeGoesWithoutAName() {
        Answer code = healthCode(erika);
        assertThat(code.status()).isEqualTo(200);
        assertThat(code.json().has("name")).isFalse();
        assertThat(code.at("/reasons/0/rule")).isEqualTo("NO_RECENT_TEST");
    }

    @Test
    void homeTellsOtherRegionsTheSnapshot() {
        registered(erika, "E*** M***");
        result(erika, 1, "NEGATIVE", "FINAL", Duration.ofHours(2));
        Answer status = service().get("/internal/health-status/" + erika, TestTokens.service("checkin"));
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.at("/latest/outcome")).isEqualTo("NEGATIVE");
        assertThat(status.at("/name")).isEqualTo("E*** M***");
        assertThat(status.at("/resident")).isEqualTo(erika.toString());
    }
}
