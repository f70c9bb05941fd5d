package org.meridian.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Refuses a body that is compressed, for nobody knows how large that one is; and one that is too large: at once when it says so itself, else as soon as
 * it has gone too far.
 */
final class BodyLimitFilter extends RequestFilter {

    private final HttpLimits limits;
    private final List<PathPattern> streamed;
    private final ProblemWriter problems;

    BodyLimitFilter(HttpLimits limits, ProblemWriter problems) {
        this.limits = limits;
        this.streamed =
                limits.streamed().stream().map(new PathPatternParser()::parse).toList();
        this.problems = problems;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            problems.write(
                    new ProblemException(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "No Content-Encoding is taken; send the body as it is."),
                    response);
            return;
        }
        if (String.valueOf(request.getContentType()).indexOf('*') >= 0) {
            problems.write(
                    new ProblemException(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type should say what is sent, not a range."),
                    response);
            return;
        }
        String path = request.getRequestURI();
        if (isStreamed(path)) {
            chain.doFilter(request, response);
            return;
        }
        boolean batch = path.endsWith("/batch") || path.startsWith("/internal/");
        long limit = (batch ? limits.maxBatch() : limits.maxBody()).toBytes();
        if (request.getContentLengthLong() > limit) {
            problems.write(tooLarge(limit), response);
            return;
        }
        chain.doFilter(request.getContentLengthLong() >= 0 ? request : limited(request, limit), response);
    }

    private boolean isStreamed(String path) {
        if (streamed.isEmpty()) {
            return false;
        }
        PathContainer parsed = PathContainer.parsePath(path);
        return streamed.stream().anyMatch(pattern -> pattern.matches(parsed));
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(ProblemType.TOO_LARGE, "The body may have " + limit + " bytes at most.");
    }

    private static HttpServletRequest limited(HttpServletRequest request, long limit) {
        AtomicLong count = new AtomicLong();
        return new WatchedBody(request, (buffer, offset, length) -> {
            if (count.addAndGet(length) > limit) {
                throw tooLarge(limit);
            }
        });
    }
}
