package org.meridian.bench.security.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sent; to whom is said when it is.
 *
 * @param target path and query, encoded
 * @param headers name and value, some perhaps twice
 */
public record Request(String method, String target, List<Map.Entry<String, String>> headers, byte @Nullable [] body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Request {
        headers = List.copyOf(headers);
    }

    public static Request of(String method, String target) {
        return new Request(method, target, List.of(), null);
    }

    public static Request get(String target) {
        return of("GET", target);
    }

    public static Request post(String target, Object body) {
        return of("POST", target).json(body);
    }

    /** With a body, written as JSON. */
    public Request json(Object value) {
        return body("application/json", JSON.writeValueAsString(value));
    }

    public Request body(String contentType, String text) {
        Request typed = header("Content-Type", contentType);
        return new Request(method, target, typed.headers, text.getBytes(StandardCharsets.UTF_8));
    }

    public Request header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Request(method, target, more, body);
    }

    public Request headers(Map<String, String> some) {
        Request more = this;
        for (Map.Entry<String, String> header : some.entrySet()) {
            more = more.header(header.getKey(), header.getValue());
        }
        return more;
    }

    /** With this token, or as it is when there is none. */
    public Request token(@Nullable String token) {
        return token == null ? this : header("Authorization", "Bearer " + token);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
