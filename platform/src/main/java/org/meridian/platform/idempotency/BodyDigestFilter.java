package org.meridian.platform.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
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
        chain.doFilter(new Digesting(request, digest), response);
    }

    private static final class Digesting extends HttpServletRequestWrapper {

        private final MessageDigest digest;

        Digesting(HttpServletRequest request, MessageDigest digest) {
            super(request);
            this.digest = digest;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream in = super.getInputStream();
            return new ServletInputStream() {
                @Override
                public int read() throws IOException {
                    int b = in.read();
                    if (b >= 0) {
                        digest.update((byte) b);
                    }
                    return b;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int n = in.read(buffer, offset, length);
                    if (n > 0) {
                        digest.update(buffer, offset, n);
                    }
                    return n;
                }

                @Override
                public boolean isFinished() {
                    return in.isFinished();
                }

                @Override
                public boolean isReady() {
                    return in.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    in.setReadListener(listener);
                }
            };
        }
    }
}
