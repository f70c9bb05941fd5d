package org.meridian.platform.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two halves of a payload that is a JSON array. The elements' text is kept as it is, since reading and writing a number
 * may change it.
 */
record Halves(String first, String second) {

    /** Empty when it is no array, or one of fewer than two elements. */
    static Optional<Halves> of(String payload) {
        String json = payload.strip();
        if (!json.startsWith("[") || !json.endsWith("]")) {
            return Optional.empty();
        }
        List<Integer> commas = commas(json);
        if (commas.isEmpty()) {
            return Optional.empty();
        }
        int middle = commas.get((commas.size() - 1) / 2);
        return Optional.of(new Halves(json.substring(0, middle) + "]", "[" + json.substring(middle + 1)));
    }

    /** Where those are that separate elements of the outermost array. */
    private static List<Integer> commas(String json) {
        List<Integer> commas = new ArrayList<>();
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (text) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    text = false;
                }
            } else if (c == '"') {
                text = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 1) {
                commas.add(i);
            }
        }
        return commas;
    }
}
