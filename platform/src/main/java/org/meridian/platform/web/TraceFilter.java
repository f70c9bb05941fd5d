package org.meridian.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes over the request's trace from the gateway, or starts one for a direct call, for logs, problems and onward calls. */
final class TraceFilter extends RequestFilter {

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Trace.begin(request.getHeader(Trace.TRACEPARENT), request.getHeader(Trace.REQUEST_ID));
        try {
            chain.doFilter(request, response);
        } finally {
            Trace.end();
        }
    }
}
