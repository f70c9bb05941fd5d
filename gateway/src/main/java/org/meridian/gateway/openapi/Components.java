package org.meridian.gateway.openapi;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The components of OpenAPI documents: which clash, and how references follow when one is renamed. */
final class Components {

    private static final String ROOT = "#/components/";
    private static final String SECURITY = "securitySchemes"; // the gateway's own stands for all

    private Components() {}

    /**
     * The components that mean something else in the document that they would join, as references: from the old one to one
     * with the service's name in front. What refers to a renamed one is no longer the same either, hence the repetition.
     */
    static Map<String, String> clashes(String service, JsonNode mine, JsonNode theirs) {
        Map<String, String> renamed = new HashMap<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, JsonNode> kind : mine.properties()) {
                for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
                    String reference = ROOT + kind.getKey() + "/" + component.getKey();
                    JsonNode existing = theirs.path(kind.getKey()).path(component.getKey());
                    if (!kind.getKey().equals(SECURITY)
                            && !existing.isMissingNode()
                            && !renamed.containsKey(reference)
                            && !existing.equals(rewritten(component.getValue(), renamed))) {
                        String name = capitalised(service) + capitalised(component.getKey());
                        renamed.put(reference, ROOT + kind.getKey() + "/" + name);
                        changed = true;
                    }
                }
            }
        }
        return renamed;
    }

    static void copy(JsonNode mine, ObjectNode theirs, Map<String, String> renamed) {
        for (Map.Entry<String, JsonNode> kind : mine.properties()) {
            if (kind.getKey().equals(SECURITY)) {
                continue;
            }
            ObjectNode target = theirs.withObjectProperty(kind.getKey());
            for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
                String reference = ROOT + kind.getKey() + "/" + component.getKey();
                String into = renamed.getOrDefault(reference, reference);
                target.set(into.substring(into.lastIndexOf('/') + 1), rewritten(component.getValue(), renamed));
            }
        }
    }

    /** A copy whose references, also those of discriminators, go to the new names. */
    static JsonNode rewritten(JsonNode node, Map<String, String> renamed) {
        JsonNode copy = node.deepCopy();
        if (!renamed.isEmpty()) {
            rewrite(copy, renamed);
        }
        return copy;
    }

    private static void rewrite(JsonNode node, Map<String, String> renamed) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                String to = entry.getValue().isString()
                        ? renamed.get(entry.getValue().asString())
                        : null;
                if (to != null) {
                    entry.setValue(StringNode.valueOf(to));
                } else {
                    rewrite(entry.getValue(), renamed);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> rewrite(element, renamed));
        }
    }

    static String capitalised(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
