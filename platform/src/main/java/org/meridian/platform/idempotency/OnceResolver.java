package org.meridian.platform.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives controllers {@link Once}. It must stand after the body's parameter, because the body's hash is complete only when
 * the body has been read.
 */
final class OnceResolver implements HandlerMethodArgumentResolver {

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Idempotency idempotency;

    OnceResolver(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Once.class;
    }

    @Override
    public Once resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        String header = request.getHeader(BodyDigestFilter.HEADER);
        if (header == null) {
            return new Once(idempotency, null);
        }
        if (!FORM.matcher(header).matches()) {
            throw ProblemException.invalid(BodyDigestFilter.HEADER, "1 to 255 visible ASCII characters.");
        }
        byte[] body = ((MessageDigest) request.getAttribute(BodyDigestFilter.DIGEST)).digest();
        return new Once(
                idempotency, Key.of(caller(request), request.getMethod(), request.getRequestURI(), header, body));
    }

    /** Anonymous callers share a scope: whoever repeats such a request knows its body, codes included. */
    private static String caller(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof Caller caller
                ? caller.subject()
                : "";
    }
}
