package org.meridian.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.InvalidTokenException;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.platform.token.Vouch;
import org.meridian.platform.web.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Verifies the bearer token, when there is one; the gateway may vouch for its signature, and for nothing else. A token that proves nothing ends the request, also where none is needed;
 * so does one that has outlived its person.
 */
final class AuthenticationFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final TokenVerifier verifier;
    private final Erasures erasures;
    private final ProblemWriter problems;

    AuthenticationFilter(TokenVerifier verifier, Erasures erasures, ProblemWriter problems) {
        this.verifier = verifier;
        this.erasures = erasures;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = bearer(request);
        if (token != null) {
            try {
                Caller caller = verifier.verify(token, vouch(request));
                if (erasures.outlivedBy(caller)) {
                    refuse(response);
                    return;
                }
                SecurityContextHolder.setContext(new SecurityContextImpl(new CallerAuthentication(caller)));
            } catch (InvalidTokenException e) {
                refuse(response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void refuse(HttpServletResponse response) throws IOException {
        problems.write(
                new ProblemException(ProblemType.UNAUTHENTICATED, "The token is not valid, or no longer."), response);
    }

    /** Two words are none: which of them is the gateway's? */
    private static @Nullable String vouch(HttpServletRequest request) {
        Enumeration<String> values = request.getHeaders(Vouch.HEADER);
        String vouch = values.hasMoreElements() ? values.nextElement() : null;
        return values.hasMoreElements() ? null : vouch;
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.isEmpty()) {
            return null;
        }
        if (headers.size() > 1) {
            return ""; // which of them is meant, others might read differently
        }
        String header = headers.getFirst();
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : "";
    }
}
