package org.meridian.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Topology;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.erasure.RememberedErasures;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.platform.token.Vouch;
import org.meridian.platform.web.ProblemWriter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.json.JsonMapper;

/** Point 2: what stands in the header of a call is a verified caller, nobody, or the end of the call. */
class AuthenticationFilterTests {

    private static final ResidentId ERIKA = TestTokens.aResident("DEU");

    private final Vouch gateway = new Vouch(TestTokens.keys(), "eu", Clock.systemUTC());
    private final TokenVerifier verifier =
            new TokenVerifier(TestTokens.keys(), Topology.load(), gateway, Clock.systemUTC());
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final AtomicReference<Object> seen = new AtomicReference<>("the call did not go on");

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    private @Nullable Object call(Erasures erasures, String... headers) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        List.of(headers).forEach(header -> request.addHeader("Authorization", header));
        return call(erasures, request);
    }

    /** With a good token and what came as the gateway's word. */
    private @Nullable Object callVouchedFor(String token, String... vouches) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", "Bearer " + token);
        List.of(vouches).forEach(vouch -> request.addHeader(Vouch.HEADER, vouch));
        return call(RememberedErasures.of(), request);
    }

    private @Nullable Object call(Erasures erasures, MockHttpServletRequest request)
            throws ServletException, IOException {
        AuthenticationFilter filter =
                new AuthenticationFilter(verifier, erasures, new ProblemWriter(JsonMapper.shared()));
        filter.doFilter(request, response, (q, a) -> {
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            seen.set(authentication == null ? "nobody" : authentication.getPrincipal());
        });
        return seen.get();
    }

    private void assertRefused(@Nullable Object result) throws IOException {
        assertThat(result).isEqualTo("the call did not go on");
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(response.getContentAsString()).contains("unauthenticated");
    }

    @Test
    void point2AVerifiedTokensCallerGoesOn() throws Exception {
        for (String scheme : List.of("Bearer ", "bearer ", "BEARER  ")) {
            assertThat(call(RememberedErasures.of(), scheme + TestTokens.resident(ERIKA)))
                    .isInstanceOfSatisfying(
                            Caller.class,
                            caller -> assertThat(caller.resident()).isEqualTo(ERIKA));
            SecurityContextHolder.clearContext();
        }
    }

    @Test
    void point2WithoutATokenNobodyGoesOn() throws Exception {
        assertThat(call(RememberedErasures.of())).isEqualTo("nobody");
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void point2ATokenThatProvesNothingEndsTheCall() throws Exception {
        assertRefused(call(RememberedErasures.of(), "Bearer " + TestTokens.resident(ERIKA) + "x"));
    }

    @Test
    void point2AnotherSchemeEndsTheCall() throws Exception {
        // as long as the right one: nothing but its name differs
        assertRefused(call(RememberedErasures.of(), "Digest " + TestTokens.resident(ERIKA)));
    }

    @Test
    void point2TwoHeadersEndTheCallAlsoWhereEachIsGood() throws Exception {
        String good = "Bearer " + TestTokens.resident(ERIKA);
        assertRefused(call(RememberedErasures.of(), good, good));
    }

    @Test
    void point5ATokenThatHasOutlivedItsPersonEndsTheCallAndNobodyElses() throws Exception {
        Erasures erasures = RememberedErasures.of(ERIKA);
        ResidentId max = TestTokens.aResident("DEU");
        assertThat(call(erasures, "Bearer " + TestTokens.resident(max))).isInstanceOf(Caller.class);
        SecurityContextHolder.clearContext();
        seen.set("the call did not go on");
        assertRefused(call(erasures, "Bearer " + TestTokens.resident(ERIKA)));
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }

    @Test
    void point2TheGatewaysOneWordIsPassedOnAndSparesTheSignature() throws Exception {
        String token = TestTokens.resident(ERIKA);
        assertThat(callVouchedFor(token, vouchFor(token))).isInstanceOf(Caller.class);
        assertThat(verifier.vouched()).isOne();
        assertThat(verifier.signatures()).isZero();
    }

    @Test
    void point2WithoutAWordTheSignatureIsChecked() throws Exception {
        assertThat(callVouchedFor(TestTokens.resident(ERIKA))).isInstanceOf(Caller.class);
        assertThat(verifier.signatures()).isOne();
        assertThat(verifier.wrongVouches()).isZero();
    }

    @Test
    void point2OfTwoWordsNoneIsBelievedAlsoWhereEachIsGood() throws Exception {
        String token = TestTokens.resident(ERIKA);
        assertThat(callVouchedFor(token, vouchFor(token), vouchFor(token))).isInstanceOf(Caller.class);
        assertThat(verifier.vouched()).isZero();
        assertThat(verifier.signatures()).isOne();
        String unsigned = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
        SecurityContextHolder.clearContext();
        seen.set("the call did not go on");
        assertRefused(callVouchedFor(unsigned, vouchFor(unsigned), vouchFor(unsigned)));
    }

    private String vouchFor(String token) {
        return Objects.requireNonNull(gateway.of(token));
    }
}
