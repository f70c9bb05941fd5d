package org.meridian.sampling;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.meridian.platform.test.AccessMatrix;
import org.meridian.platform.test.TestTokens;

/** Point 1: nobody, every role and every service at every call, and at what belongs to another site. */
class AccessIT {

    private final Desk another = Desk.approved("DEU");

    @TestFactory
    Stream<DynamicTest> point1EveryCellOfTheAccessTable() {
        String person = "{\"residentId\":\"" + TestTokens.aResident("DEU") + "\"}";
        String staff = """
                {"phone":"+4915112345678","name":"Alex Probe","role":"SAMPLER","expiresAt":"2999-01-01T00:00:00Z"}""";
        return new AccessMatrix("sampling", Service.running().port())
                .somebodyElses("siteId", another.site.toString())
                .somebodyElses("barcode", another.tube(5))
                .body("POST /v1/tubes/{barcode}/samples", person)
                .body("POST /v1/tubes/{barcode}/void", "{\"reason\":\"broken\"}")
                .body("POST /v1/sites/{siteId}/staff", staff)
                .tests();
    }
}
