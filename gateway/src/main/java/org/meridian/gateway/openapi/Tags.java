package org.meridian.gateway.openapi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Under which heading a call stands: the gateway's own part of the document says so for the whole contract, by the
 * beginnings of paths. What a service calls its controllers is nothing to the reader.
 */
final class Tags {

    private static final String PATHS = "x-paths";

    private final Map<String, String> byPrefix;

    private Tags(Map<String, String> byPrefix) {
        this.byPrefix = byPrefix;
    }

    /** Reads the headings of a document, and takes from it what only this class is to know. */
    static Tags takenFrom(ObjectNode document) {
        Map<String, String> byPrefix = new LinkedHashMap<>();
        for (JsonNode tag : document.path("tags")) {
            tag.path(PATHS)
                    .forEach(prefix ->
                            byPrefix.put(prefix.asString(), tag.path("name").asString()));
            ((ObjectNode) tag).remove(PATHS);
        }
        return new Tags(byPrefix);
    }

    /** The heading with the longest beginning of this path, whole segments counted. */
    Optional<String> of(String path) {
        return byPrefix.entrySet().stream()
                .filter(entry -> path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/"))
                .max(Comparator.comparingInt(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue);
    }
}
