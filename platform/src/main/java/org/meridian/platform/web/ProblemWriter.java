package org.meridian.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.meridian.platform.problem.Problem;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, in controllers' answers and in filters that come before any controller. */
public final class ProblemWriter {

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Writes the problem as the whole answer. */
    public void write(ProblemException problem, HttpServletResponse response) throws IOException {
        ResponseEntity<byte[]> entity = entity(problem);
        response.setStatus(entity.getStatusCode().value());
        entity.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        byte[] body = entity.getBody();
        if (body != null) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    /** The problem as a whole answer. */
    public ResponseEntity<byte[]> entity(ProblemException problem) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.retryAfter()
                .ifPresent(
                        delay -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, delay.toSeconds()))));
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        byte[] body = json.writeValueAsBytes(problem.toProblem(Trace.id().orElse(null)));
        return ResponseEntity.status(problem.type().status()).headers(headers).body(body);
    }
}
