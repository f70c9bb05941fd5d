package org.meridian.platform.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import org.meridian.platform.web.WatchedBody;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes the SHA-256 of the body while it is read, for requests that carry an {@code Idempotency-Key}. */
final class BodyDigestFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String DIGEST = BodyDigestFilter.class.getName();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        MessageDigest digest = Key.sha256();
        request.setAttribute(DIGEST, digest);
        chain.doFilter(new WatchedBody(request, digest::update), response);
    }
}
