package org.meridian.platform.load.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.meridian.platform.edge.EdgeHeaders;
import org.meridian.platform.load.Deadline;
import org.meridian.platform.web.ProblemWriter;
import org.meridian.platform.web.RequestFilter;

/** Binds the request's deadline to its thread. A request that comes too late already goes no further. */
final class DeadlineFilter extends RequestFilter {

    private final ProblemWriter problems;

    DeadlineFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Deadline> deadline = Deadline.ofHeader(request.getHeader(EdgeHeaders.DEADLINE));
        if (deadline.isEmpty()) {
            chain.doFilter(request, response);
        } else if (deadline.get().hasPassed()) {
            problems.write(Deadline.tooLate(), response);
        } else {
            deadline.get().bind();
            try {
                chain.doFilter(request, response);
            } finally {
                Deadline.unbind();
            }
        }
    }
}
