package org.meridian.platform.remote;

import feign.Response;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.util.Arrays;
import org.meridian.platform.problem.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the problem that another service answered. */
final class RemoteErrors implements ErrorDecoder {

    private static final int LONGEST = 16 * 1024;

    private final JsonMapper json;

    RemoteErrors(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Exception decode(String method, Response response) {
        return new RemoteFailure(response.status(), type(response));
    }

    private ProblemType type(Response response) {
        try {
            if (response.body() != null) {
                byte[] body = response.body().asInputStream().readNBytes(LONGEST);
                String slug = json.readTree(body).path("type").asString("");
                return Arrays.stream(ProblemType.values())
                        .filter(type -> type.type().equals(slug))
                        .findFirst()
                        .orElse(ProblemType.INTERNAL);
            }
        } catch (IOException | JacksonException e) {
            return ProblemType.INTERNAL; // whatever it was, it was no problem of ours
        }
        return ProblemType.INTERNAL;
    }
}
