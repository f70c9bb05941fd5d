package org.meridian.bench.security.api;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the OpenAPI document.
 *
 * @param path with its variables in braces
 * @param query the names of its query parameters
 * @param contentTypes of its body; none when it has none
 * @param schema of its body as JSON; missing when it has none
 */
public record ApiCall(String method, String path, List<String> query, List<String> contentTypes, JsonNode schema) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    public List<String> variables() {
        return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /** The path with these values, in turn, for its variables. */
    public String path(java.util.function.UnaryOperator<String> valueOf) {
        return VARIABLE.matcher(path).replaceAll((MatchResult found) -> valueOf.apply(found.group(1)));
    }

    public boolean hasBody() {
        return !contentTypes.isEmpty();
    }

    /** {@code GET /v1/me}. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
