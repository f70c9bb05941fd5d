package org.meridian.platform.security;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a call through to a controller's method only when the method says who may: {@code @RolesAllowed} or
 * {@code @PermitAll}. A method that says nothing is closed to all. Runs before the body is read.
 */
final class RoleInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !isOurs(method)) {
            return true; // static pages, the API description, Spring's own error page: nobody's data
        }
        if (method.hasMethodAnnotation(PermitAll.class)) {
            return true;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Caller caller)) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "This call needs a token.");
        }
        RolesAllowed allowed = method.getMethodAnnotation(RolesAllowed.class);
        if (allowed == null || Arrays.stream(allowed.value()).map(Role::valueOf).noneMatch(caller::is)) {
            throw ProblemException.forbidden("None of the token's roles may do this.");
        }
        return true;
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("org.meridian.");
    }
}
