package org.meridian.checkin;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.meridian.platform.test.AccessMatrix;

/** Point 1: nobody, every role and every service at every call, and at what belongs to another place's owner. */
class AccessIT extends CheckinTestBase {

    @TestFactory
    Stream<DynamicTest> point1EveryCellOfTheAccessTable() {
        return new AccessMatrix("checkin", port)
                .somebodyElses("place", aPlace())
                .body("POST /v1/places/{place}/check-ins/batch", "[]")
                .tests();
    }
}
