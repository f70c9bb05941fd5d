package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;

/** Who may call what. */
class CallersIT extends SampleFixture {

    @Test
    void withoutATokenOnlyWhatIsOpenIsOpen() {
        assertThat(send("GET", "/v1/open", null, null).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/v1/notes", null, "{}")).satisfies(problem(401, "unauthenticated"));
    }

    @Test
    void aBadTokenIsRefusedEvenWhereNoneIsNeeded() {
        assertThat(send("GET", "/v1/open", resident + "x", null)).satisfies(problem(401, "unauthenticated"));
    }

    @Test
    void anotherRoleIsRefusedBeforeTheBodyIsRead() {
        String sampler = TestTokens.staff(TestTokens.aStaffAccount("DEU"), Role.SAMPLER);
        assertThat(send("POST", "/v1/notes", sampler, "not json")).satisfies(problem(403, "forbidden"));
    }

    @Test
    void theDoorForEventsOpensToServicesOnly() {
        assertThat(send("POST", "/internal/events", resident, "[]")).satisfies(problem(403, "forbidden"));
        assertThat(send("POST", "/internal/events", TestTokens.service("results"), "[]")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void point1AServicesTokenOpensOnlyTheDoorsThatNameThatService() {
        assertThat(send("POST", "/internal/events", TestTokens.service("sharing"), "[]"))
                .satisfies(problem(403, "forbidden"));
        assertThat(send("POST", "/v1/notes", TestTokens.service("results"), "{}"))
                .satisfies(problem(403, "forbidden"));
        assertThat(send("POST", "/internal/events", null, "[]")).satisfies(problem(401, "unauthenticated"));
    }
}
