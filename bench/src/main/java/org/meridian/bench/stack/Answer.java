package org.meridian.bench.stack;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What a gateway answered. */
public record Answer(int status, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public JsonNode json() {
        return body.startsWith("{") || body.startsWith("[") ? JSON.readTree(body) : MissingNode.getInstance();
    }

    public String text(String field) {
        return json().path(field).asString("");
    }

    public long number(String field) {
        return json().path(field).asLong(0);
    }

    static String write(Object body) {
        return JSON.writeValueAsString(body);
    }

    @Override
    public String toString() {
        return status + " " + (body.length() > 500 ? body.substring(0, 500) + "…" : body);
    }
}
