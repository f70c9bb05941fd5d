package org.meridian.results;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.meridian.platform.test.AccessMatrix;
import org.meridian.platform.test.TestTokens;

/** Point 1: nobody, every role and every service at every call, and at what belongs to another laboratory. */
class AccessIT extends ResultsFixture {

    @TestFactory
    Stream<DynamicTest> point1EveryCellOfTheAccessTable() {
        SAMPLING.sealed("ACCESS-1", 1, sampled, java.util.List.of(TestTokens.aResident("DEU")));
        String receipt = json(uploadCsv("ACCESS-1,NEGATIVE," + tested + ",,"))
                .get("receiptId")
                .asString();
        return new AccessMatrix("results", port)
                .somebodyElses("receiptId", receipt)
                .somebodyElses("resultId", newestResult("ACCESS-1"))
                .body(
                        "POST /v1/results/{resultId}/corrections",
                        "{\"outcome\":\"POSITIVE\",\"reason\":\"Two tubes were mixed up.\"}")
                .tests();
    }
}
