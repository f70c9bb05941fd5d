package org.meridian.platform.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import org.meridian.platform.web.RequestFilter;
import org.meridian.platform.web.WatchedBody;

/** Takes the SHA-256 of the body while it is read, for requests that carry an {@code Idempotency-Key}. */
final class BodyDigestFilter extends RequestFilter {

    static final String HEADER = "Idempotency-Key";
    static final String DIGEST = BodyDigestFilter.class.getName();

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(HEADER) == null) {
            chain.doFilter(request, response);
            return;
        }
        MessageDigest digest = Key.sha256();
        request.setAttribute(DIGEST, digest);
        chain.doFilter(new WatchedBody(request, digest::update), response);
    }
}
