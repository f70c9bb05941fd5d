package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.Vouch;

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

    @Test
    void theGatewaysWordStandsForTheSignatureAndForNothingElse() {
        Vouch gateway = new Vouch(TestTokens.keys(), "eu", Clock.systemUTC());
        String forged = resident.substring(0, resident.lastIndexOf('.') + 1) + "A".repeat(86);
        assertThat(vouched(forged, List.of())).satisfies(problem(401, "unauthenticated"));
        assertThat(vouched(forged, List.of("1." + "A".repeat(43)))).satisfies(problem(401, "unauthenticated"));
        assertThat(vouched(forged, List.of(word(gateway, resident)))).satisfies(problem(401, "unauthenticated"));
        assertThat(vouched(forged, List.of(word(gateway, forged), word(gateway, forged))))
                .satisfies(problem(401, "unauthenticated"));
        // only whoever has the secret can do this; no gateway would
        assertThat(vouched(forged, List.of(word(gateway, forged))).statusCode()).isEqualTo(200);
        assertThat(vouched(forged, List.of())).satisfies(problem(401, "unauthenticated"));
    }

    private static String word(Vouch gateway, String token) {
        return Objects.requireNonNull(gateway.of(token));
    }

    private HttpResponse<String> vouched(String token, List<String> vouches) {
        HttpRequest.Builder request = request("/v1/open", token);
        vouches.forEach(vouch -> request.header(Vouch.HEADER, vouch));
        return send(request.build());
    }
}
