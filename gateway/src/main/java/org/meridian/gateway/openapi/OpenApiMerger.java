package org.meridian.gateway.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meridian.gateway.calls.Call;
import org.meridian.gateway.calls.CallTable;
import org.meridian.gateway.calls.Match;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the services' documents into one: the calls that the gateway lets in, each with who may make it and where it
 * belongs, and the components under names that do not clash.
 */
final class OpenApiMerger {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final CallTable table;
    private final ObjectNode merged;
    private final Tags tags;
    private final Set<String> operationIds = new HashSet<>();

    /** @param base the gateway's own part; it is copied */
    OpenApiMerger(CallTable table, ObjectNode base) {
        this.table = table;
        this.merged = base.deepCopy();
        this.tags = Tags.takenFrom(merged);
    }

    /** Adds a service's document. */
    OpenApiMerger add(String service, JsonNode document) {
        Map<String, String> renamed = Components.clashes(service, document.path("components"), components());
        Components.copy(document.path("components"), components(), renamed);
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            addPath(service, path.getKey(), path.getValue(), renamed);
        }
        return this;
    }

    /** Says that a service's calls are missing at present. */
    OpenApiMerger missing(List<String> services) {
        if (!services.isEmpty()) {
            ObjectNode info = merged.withObjectProperty("info");
            String note = "At present without the calls of: " + String.join(", ", services) + ".";
            info.put("description", info.path("description").asString("") + "\n\n" + note);
        }
        return this;
    }

    ObjectNode document() {
        return merged;
    }

    private ObjectNode components() {
        return merged.withObjectProperty("components");
    }

    private void addPath(String service, String path, JsonNode item, Map<String, String> renamed) {
        for (Map.Entry<String, JsonNode> entry : item.properties()) {
            String method = entry.getKey();
            if (!METHODS.contains(method)
                    || !(table.match(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), example(path))
                            instanceof Match.Found found)
                    || found.call().service() == null) {
                continue;
            }
            ObjectNode operation = (ObjectNode) Components.rewritten(entry.getValue(), renamed);
            ObjectNode target = merged.withObjectProperty("paths").withObjectProperty(path);
            item.optional("parameters")
                    .ifPresent(shared -> target.set("parameters", Components.rewritten(shared, renamed)));
            tags.of(path).ifPresent(tag -> operation.putArray("tags").add(tag));
            target.set(method, finished(service, operation, found.call()));
        }
    }

    private ObjectNode finished(String service, ObjectNode operation, Call call) {
        String id = operation.path("operationId").asString("");
        if (!id.isEmpty() && !operationIds.add(id)) {
            String own = service + Components.capitalised(id);
            operationIds.add(own);
            operation.put("operationId", own);
        }
        operation.remove("security");
        if (call.access() == Call.Access.ANYONE) {
            operation.putArray("security");
        }
        ObjectNode responses = operation.withObjectProperty("responses");
        if (!responses.has("default")) {
            responses.putObject("default").put("$ref", "#/components/responses/Problem");
        }
        return operation;
    }

    /** A path of that form, as a caller would write it. */
    private static String example(String template) {
        return template.replaceAll("\\{[^/}]*}", "x");
    }
}
