package org.meridian.platform.load.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.meridian.platform.load.Limiter;
import org.meridian.platform.load.Limiter.Permit;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.web.ProblemWriter;
import org.meridian.platform.web.RequestFilter;

/**
 * Lets in what the service can do, before a token is checked. What services and whoever looks after the process ask is not
 * held up by any crowd outside: events, calls between services, probes are not counted. A request that came gathered with
 * others passes here by itself, as the one that it is; what it came in does not.
 */
final class AdmissionFilter extends RequestFilter {

    private final OperationPaths operations;
    private final Limiter limiter;
    private final Set<String> streams;
    private final ProblemWriter problems;

    /** @param streams patterns of what lasts as long as it lasts: turned away like the others, and not counted */
    AdmissionFilter(OperationPaths operations, Limiter limiter, Set<String> streams, ProblemWriter problems) {
        this.operations = operations;
        this.limiter = limiter;
        this.streams = Set.copyOf(streams);
        this.problems = problems;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        OperationPaths.Found found = operations.find(request.getMethod(), request.getRequestURI());
        if (found == null) {
            chain.doFilter(request, response);
        } else if (streams.contains(found.operation().pattern())) {
            if (limiter.isFull(found.operation().priority())) {
                refuse(response);
            } else {
                chain.doFilter(request, response);
            }
        } else {
            Permit permit = limiter.enter(found.operation().priority(), found.whose());
            if (permit == null) {
                refuse(response);
            } else {
                within(permit, request, response, chain);
            }
        }
    }

    private static void within(
            Permit permit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
            if (response.getStatus() == ProblemType.OVERLOADED.status()) {
                permit.refusedFurtherOn();
            } else {
                permit.done();
            }
        } finally {
            permit.forget(); // nothing where it has been given back
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        problems.write(
                new ProblemException(
                                ProblemType.OVERLOADED, "More calls come than can be done; this one was not begun.")
                        .retryAfter(Duration.ofSeconds(1)),
                response);
    }
}
