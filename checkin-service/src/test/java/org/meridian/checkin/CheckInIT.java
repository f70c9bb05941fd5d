package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.Service.Answer;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;

class CheckInIT extends CheckinTestBase {

    @Test
    void aCheckInAnswersTheCodeAndWritesOneRowWithOneStatement() {
        registered(erika, "E*** M***");
        result(erika, 1, "NEGATIVE", "FINAL", Duration.ofHours(5));
        String place = aPlace();
        checkIn(erika, place);
        log.clear();

        Answer answer = checkIn(erika, place);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(statements()).hasSize(1).allMatch(executed -> executed.sql().contains("INSERT INTO check_in"));
        assertThat(answer.at("/checkInId")).startsWith("DEU-");
        assertThat(answer.at("/place/code")).isEqualTo(place);
        assertThat(answer.at("/place/name")).isEqualTo("Library");
        assertThat(answer.at("/healthCode/colour")).isEqualTo("GREEN");
        assertThat(answer.at("/healthCode/reasons/0/rule")).isEqualTo("RECENT_NEGATIVE_TEST");
        assertThat(answer.at("/healthCode/latestTest/ageHours")).isEqualTo("5");
        assertThat(answer.at("/healthCode/name")).isEqualTo("E*** M***");
        assertThat(count("eu", "check_in", "resident_id = ?", erika.id())).isEqualTo(2);
        assertThat(answer.json().get("healthCode").toString().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(1024);
    }

    @Test
    void aRepeatedCheckInIsOneRowAndTheSameBytes() {
        String place = aPlace();
        String key = "Idempotency-Key: " + UUID.randomUUID();
        Answer first = checkIn(erika, place, key);
        Answer second = checkIn(erika, place, key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(count("eu", "check_in", "resident_id = ?", erika.id())).isEqualTo(1);

        Answer other = checkIn(erika, aPlace(), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("/type")).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void anUnknownPlaceIs404AndNothingIsWritten() {
        Answer answer = checkIn(erika, TestTokens.aResident("DEU").toString());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(count("eu", "check_in", "resident_id = ?", erika.id())).isZero();
    }

    @Test
    void badBodiesAreNamed() {
        String token = TestTokens.resident(erika);
        Answer malformed = service().post("/v1/check-ins", token, Map.of("place", "nowhere"));
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.at("/errors/0/pointer")).isEqualTo("/place");
        Answer unknown = service().post("/v1/check-ins", token, Map.of("place", aPlace(), "colour", "GREEN"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.at("/errors/0/pointer")).isEqualTo("/colour");
        Answer missing = service().post("/v1/check-ins", token, Map.of());
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.at("/errors/0/pointer")).isEqualTo("/place");
        Answer unserved = service().post("/v1/check-ins", token, Map.of("place", "XXX-01JD7KZ8Q4TN3WVYB5M6XCH2RE"));
        assertThat(unserved.status()).isEqualTo(400);
    }

    @Test
    void onlyResidentsCheckIn() {
        String place = aPlace();
        Map<String, Object> body = Map.of("place", place);
        assertThat(service().post("/v1/check-ins", null, body).status()).isEqualTo(401);
        assertThat(service().post("/v1/check-ins", "forged", body).status()).isEqualTo(401);
        assertThat(service().post("/v1/check-ins", ownerToken(), body).status()).isEqualTo(403);
        assertThat(service()
                        .get("/internal/health-status/" + erika, TestTokens.resident(erika))
                        .status())
                .isEqualTo(403);
        assertThat(service()
                        .get("/internal/visits/" + erika, TestTokens.resident(erika))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void ownVisitsAreListedNewestFirstPageByPage() {
        String place = aPlace();
        for (int i = 0; i < 102; i++) {
            assertThat(checkIn(erika, place).status()).isEqualTo(201);
        }
        String last = checkIn(erika, place).at("/checkInId");
        checkIn(TestTokens.aResident("DEU"), place);

        Answer page = service().get("/v1/me/check-ins", TestTokens.resident(erika));

        assertThat(page.json().size()).isEqualTo(100);
        assertThat(page.at("/0/checkInId")).isEqualTo(last);
        assertThat(page.at("/0/place/name")).isEqualTo("Library");
        String next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        Answer rest = service().get(next, TestTokens.resident(erika));
        assertThat(rest.json().size()).isEqualTo(3);
        assertThat(rest.header("Link")).isEmpty();
        assertThat(service()
                        .get("/v1/me/check-ins?cursor=bm9uZQ", TestTokens.resident(erika))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void placesBelongToTheirOwners() {
        String place = aPlace();
        String other = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.PLACE_OWNER);
        assertThat(service().get("/v1/places/" + place, ownerToken()).at("/name"))
                .isEqualTo("Library");
        Answer qr = service().get("/v1/places/" + place + "/qr.svg", ownerToken());
        assertThat(qr.status()).isEqualTo(200);
        assertThat(qr.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(qr.text()).startsWith("<svg").contains(place);
        assertThat(service().get("/v1/places/" + place, other).status()).isEqualTo(404);
        assertThat(service().get("/v1/places/" + place + "/qr.svg", other).status())
                .isEqualTo(404);
        assertThat(service()
                        .post("/v1/places/" + place + "/check-ins/batch", other, List.of())
                        .status())
                .isEqualTo(404);
        assertThat(service().get("/v1/places/none", ownerToken()).status()).isEqualTo(404);
        assertThat(service().get("/v1/places/" + erika, ownerToken()).status()).isEqualTo(404);
    }

    @Test
    void aPlaceIsRegisteredInItsOwnersCountryOnly() {
        Answer foreign = service().post("/v1/places", ownerToken(), library("FRA"));
        assertThat(foreign.status()).isEqualTo(403);
        Answer unknown = service().post("/v1/places", ownerToken(), library("XXX"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.at("/regions")).isEqualTo("/v1/regions");
        Map<String, Object> blank = library("DEU");
        blank.put("name", " ");
        assertThat(service().post("/v1/places", ownerToken(), blank).at("/errors/0/pointer"))
                .isEqualTo("/name");
        blank.put("name", "A\u0000B");
        assertThat(service().post("/v1/places", ownerToken(), blank).status()).isEqualTo(400);
        assertThat(count("eu", "place", "owner_id = ?", owner.id())).isZero();
    }
}
