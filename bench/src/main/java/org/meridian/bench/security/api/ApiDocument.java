package org.meridian.bench.security.api;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** An OpenAPI document: a gateway's, or a service's own. */
public final class ApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode root;
    private final List<ApiCall> calls = new ArrayList<>();

    public ApiDocument(JsonNode root) {
        this.root = root;
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    calls.add(call(path.getKey(), method.getKey(), path.getValue(), method.getValue()));
                }
            }
        }
    }

    public static ApiDocument ofGateway(Wire wire, URI gateway) {
        return new ApiDocument(
                wire.must(gateway, Request.get("/openapi.json"), 200).json());
    }

    public static ApiDocument ofService(Wire wire, URI service) {
        return new ApiDocument(
                wire.must(service, Request.get("/v3/api-docs"), 200).json());
    }

    public List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    /** What a {@code $ref} stands for, or the schema itself. */
    public JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.startsWith("#") ? root.at(reference.substring(1)) : schema;
    }

    private static ApiCall call(String path, String method, JsonNode item, JsonNode operation) {
        List<String> query = new ArrayList<>();
        for (JsonNode parameters : List.of(item.path("parameters"), operation.path("parameters"))) {
            for (JsonNode parameter : parameters) {
                if (parameter.path("in").asString("").equals("query")) {
                    query.add(parameter.path("name").asString(""));
                }
            }
        }
        List<String> types = new ArrayList<>();
        JsonNode schema = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> content :
                operation.path("requestBody").path("content").properties()) {
            types.add(content.getKey());
            if (content.getKey().contains("json")) {
                schema = content.getValue().path("schema");
            }
        }
        return new ApiCall(method.toUpperCase(Locale.ROOT), path, List.copyOf(query), List.copyOf(types), schema);
    }
}
