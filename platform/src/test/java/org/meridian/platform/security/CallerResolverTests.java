package org.meridian.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.ServletWebRequest;

/** Point 1: a controller gets the caller whom the token proves, or is not called. */
class CallerResolverTests {

    private final CallerResolver resolver = new CallerResolver();

    static void controller(Caller caller, String other) {}

    private static MethodParameter parameter(int index) {
        for (Method method : CallerResolverTests.class.getDeclaredMethods()) {
            if (method.getName().equals("controller")) {
                return new MethodParameter(method, index);
            }
        }
        throw new AssertionError("the method is above");
    }

    private Caller resolve() {
        return resolver.resolveArgument(parameter(0), null, new ServletWebRequest(new MockHttpServletRequest()), null);
    }

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void itGivesCallersAndNothingElse() {
        assertThat(resolver.supportsParameter(parameter(0))).isTrue();
        assertThat(resolver.supportsParameter(parameter(1))).isFalse();
    }

    @Test
    void point1TheCallerIsTheOneWhoseTokenWasVerified() {
        Caller caller = new Caller("DEU-x", Country.of("DEU"), Set.of(Role.RESIDENT), null, null, null, Instant.MAX);
        SecurityContextHolder.getContext().setAuthentication(new CallerAuthentication(caller));
        assertThat(resolve()).isSameAs(caller);
    }

    @Test
    void point1WithoutOneTheControllerIsNotCalled() {
        assertRefused();
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("somebody", "x"));
        assertRefused();
    }

    private void assertRefused() {
        assertThatThrownBy(this::resolve)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED));
    }
}
