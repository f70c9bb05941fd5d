package org.meridian.bench.security.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What came back, to the byte. */
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    public String field(String name) {
        return json().path(name).asString("");
    }

    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                .getFirst();
    }

    /** The last part of a problem's type, for example {@code wrong-code}. */
    public String problem() {
        String type = header("content-type").contains("problem+json") ? field("type") : "";
        return type.substring(type.lastIndexOf('/') + 1);
    }

    public boolean is2xx() {
        return status / 100 == 2;
    }

    /** Everything that came, headers too, as one text to search in. */
    public String everything() {
        return headers + "\n" + text();
    }

    @Override
    public String toString() {
        String text = text();
        return status + " " + (text.length() > 300 ? text.substring(0, 300) + "…" : text);
    }
}
