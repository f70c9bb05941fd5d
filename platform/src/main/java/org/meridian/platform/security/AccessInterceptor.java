package org.meridian.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Decision;
import org.meridian.platform.access.Operation;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets a call through to a controller's method only when the {@link AccessTable} says so. A method without a row is closed to
 * all. Runs before the body is read.
 */
final class AccessInterceptor implements HandlerInterceptor {

    private final AccessTable table;
    private final String service;

    AccessInterceptor(AccessTable table, String service) {
        this.table = table;
        this.service = service;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !Handlers.isOurs(method)) {
            return true; // static pages, the API description, error pages: nobody's data
        }
        Operation operation = row(request).orElseThrow(() -> ProblemException.forbidden("Nobody may do this."));
        return switch (Decision.on(operation, caller(), path(request))) {
            case GRANTED -> true;
            case NO_TOKEN -> throw new ProblemException(ProblemType.UNAUTHENTICATED, "This call needs a token.");
            case NO_ROLE -> throw ProblemException.forbidden("None of the token's roles may do this.");
            case NOT_THEIRS -> throw ProblemException.forbidden("The token's roles do not reach this far.");
            case NO_SUCH_THING -> throw ProblemException.notFound("thing of this id");
        };
    }

    private Optional<Operation> row(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                ? Handlers.verb(request.getMethod()).flatMap(verb -> table.find(service, verb, pattern))
                : Optional.empty();
    }

    private static @Nullable Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller ? caller : null;
    }

    @SuppressWarnings("unchecked") // Spring's own attribute
    private static Map<String, String> path(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }
}
