package org.meridian.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.Problem;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import tools.jackson.databind.json.JsonMapper;

/** What the servlet container refuses before any filter sees it, as a problem, instead of its own page. */
final class BareErrors extends ErrorReportValve {

    private final JsonMapper json;

    BareErrors(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = ProblemAdvice.ofStatus(status);
        byte[] body = json.writeValueAsBytes(new ProblemException(type, type.title() + ".").toProblem(null));
        try {
            response.setStatus(type.status());
            response.setContentType(Problem.MEDIA_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // the caller has gone, or has been answered in part: there is nothing more to say
            return;
        }
    }
}
