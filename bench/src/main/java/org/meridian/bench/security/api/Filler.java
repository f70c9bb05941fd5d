package org.meridian.bench.security.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Makes a body from a schema, with a text of one's own wherever a text may stand. */
public final class Filler {

    private static final int DEEPEST = 8;

    private final ApiDocument document;
    private final UnaryOperator<String> textFor;

    /** @param textFor what to write into the property of this name */
    public Filler(ApiDocument document, UnaryOperator<String> textFor) {
        this.document = document;
        this.textFor = textFor;
    }

    /** A map, a list, a text or a number, as the schema says. */
    public Object fill(JsonNode schema) {
        return fill("", schema, 0);
    }

    private Object fill(String name, JsonNode reference, int depth) {
        JsonNode schema = document.resolved(reference);
        String type = type(schema);
        if (schema.has("properties") && depth < DEEPEST) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                object.put(property.getKey(), fill(property.getKey(), property.getValue(), depth + 1));
            }
            return object;
        }
        return switch (type) {
            case "array" -> List.of(fill(name, schema.path("items"), depth + 1));
            case "integer", "number" -> 1;
            case "boolean" -> true;
            case "object" -> Map.of(textFor.apply(name), textFor.apply(name));
            default ->
                schema.path("enum").isEmpty()
                        ? textFor.apply(name)
                        : schema.path("enum").path(0).asString("");
        };
    }

    /** OpenAPI 3.1 allows several types; the first that is not null counts. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (!type.isArray()) {
            return type.asString("string");
        }
        for (JsonNode one : type) {
            if (!one.asString("").equals("null")) {
                return one.asString("");
            }
        }
        return "string";
    }
}
