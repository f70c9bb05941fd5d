package org.meridian.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** Point 1: between a call and a controller stands the table, and what it says is what happens. */
class AccessInterceptorTests {

    private static final SiteId SITE = new SiteId(new UUID(1, 1), "DEU");
    private static final String TUBES = "/v1/sites/{siteId}/tubes";
    private static final String SHOWN = "/v1/sites/{siteId}";

    private final AccessInterceptor interceptor = new AccessInterceptor(AccessTable.MERIDIAN, "sampling");

    /** Ours; what it does is of no interest. */
    static class Controller {
        public void handle() {}
    }

    static class ErrorPages implements ErrorController {
        public void handle() {}
    }

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void point1WhomTheTableNamesIsLetIn() {
        by(Role.SAMPLER, SITE);
        assertThat(call("POST", TUBES, SITE)).isTrue();
        assertThat(call("GET", SHOWN, SITE)).isTrue();
        assertThat(call("HEAD", SHOWN, SITE)).as("GET without the body").isTrue();
    }

    @Test
    void point1EverybodyElseIsRefusedWithTheReasonThatTellsNothing() {
        assertRefused(ProblemType.UNAUTHENTICATED, () -> call("POST", TUBES, SITE));
        by(Role.RESIDENT, null);
        assertRefused(ProblemType.FORBIDDEN, () -> call("POST", TUBES, SITE));
        by(Role.SAMPLER, SITE);
        assertRefused(ProblemType.FORBIDDEN, () -> call("POST", TUBES, new SiteId(new UUID(2, 2), "DEU")));
        assertRefused(ProblemType.NOT_FOUND, () -> call("POST", TUBES, "nonsense"));
    }

    @Test
    void point1SomethingElseThanACallerIsNobody() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("me", "", "ROLE_SAMPLER"));
        assertRefused(ProblemType.UNAUTHENTICATED, () -> call("POST", TUBES, SITE));
    }

    @Test
    void point1WhatHasNoRowIsClosedToAll() {
        by(Role.ADMIN, null);
        assertRefused(ProblemType.FORBIDDEN, () -> call("DELETE", TUBES, SITE));
        assertRefused(ProblemType.FORBIDDEN, () -> call("TRACE", TUBES, SITE));
        assertRefused(ProblemType.FORBIDDEN, () -> call("POST", "/v1/places", SITE)); // another service's
        MockHttpServletRequest unmatched = new MockHttpServletRequest("POST", "/v1/sites");
        assertRefused(ProblemType.FORBIDDEN, () -> handle(unmatched, new Controller()));
    }

    @Test
    void aPatternWithoutVariablesNeedsNone() {
        by(Role.SITE_ADMIN, null);
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/sites");
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/v1/sites");
        assertThat(handle(request, new Controller())).isTrue();
    }

    @Test
    void point1APatternWhoseVariablesAreMissingNamesNothing() {
        by(Role.SAMPLER, SITE);
        MockHttpServletRequest request = new MockHttpServletRequest("POST", TUBES);
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, TUBES);
        assertRefused(ProblemType.NOT_FOUND, () -> handle(request, new Controller()));
    }

    @Test
    void staticPagesAndErrorPagesAreNobodysData() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/x");
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(interceptor.preHandle(request, response, "a page")).isTrue();
        assertThat(handle(request, new ErrorPages())).isTrue();
        HandlerMethod springs = new HandlerMethod("x", String.class.getMethod("length"));
        assertThat(interceptor.preHandle(request, response, springs)).isTrue();
    }

    private static void by(Role role, @Nullable SiteId site) {
        Caller caller = new Caller("DEU-x", Country.of("DEU"), Set.of(role), null, site, null, Instant.MAX);
        SecurityContextHolder.getContext().setAuthentication(new CallerAuthentication(caller));
    }

    private boolean call(String method, String pattern, Object site) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, pattern);
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
        request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("siteId", site.toString()));
        return handle(request, new Controller());
    }

    private boolean handle(MockHttpServletRequest request, Object controller) {
        try {
            HandlerMethod method =
                    new HandlerMethod(controller, controller.getClass().getMethod("handle"));
            return interceptor.preHandle(request, new MockHttpServletResponse(), method);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(type));
    }
}
