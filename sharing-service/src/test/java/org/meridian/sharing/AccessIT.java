package org.meridian.sharing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.AccessMatrix;
import org.meridian.platform.test.TestTokens;

/** Point 1: nobody, every role and every service at every call, and at what belongs to another unit or person. */
class AccessIT extends RunningSharing {

    @TestFactory
    Stream<DynamicTest> point1EveryCellOfTheAccessTable() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId somebody = TestTokens.aResident("DEU");
        String consent = "{\"unitId\":\"" + unit.id() + "\",\"purpose\":\"shift planning\",\"expiresOn\":\""
                + LocalDate.now(ZoneOffset.UTC).plusDays(30) + "\"}";
        String given = call("POST", "/v1/me/consents", TestTokens.resident(somebody), consent)
                .json()
                .path("consentId")
                .asString();
        return new AccessMatrix("sharing", port)
                .somebodyElses("unitId", unit.id())
                .somebodyElses("consentId", given)
                .body("PUT /v1/units/{unitId}/roster", "[]")
                .tests();
    }
}
