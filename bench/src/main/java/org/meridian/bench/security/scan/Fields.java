package org.meridian.bench.security.scan;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the fields of a form, and back: a scanner that knows only forms attacks each value of a body. A field is named by its
 * path, {@code nationalId.number}; {@code #} in front says that it was no text.
 */
final class Fields {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PLAIN = Pattern.compile("-?\\d+|true|false|\\[]|\\{}");
    /** The one field of a body that is not JSON. */
    static final String TEXT = "text-csv";

    private Fields() {}

    /** The fields of a body; of a list, of its first element. */
    static Map<String, String> of(Object body) {
        Map<String, String> fields = new LinkedHashMap<>();
        flatten("", body, fields);
        return fields;
    }

    private static void flatten(String name, Object value, Map<String, String> fields) {
        if (value instanceof Map<?, ?> object && !object.isEmpty()) {
            object.forEach((key, inner) -> flatten(name.isEmpty() ? "" + key : name + "." + key, inner, fields));
        } else if (value instanceof String text) {
            fields.put(name, text);
        } else {
            fields.put("#" + name, JSON.writeValueAsString(value));
        }
    }

    /** What a form of such fields means. */
    static String json(String form) {
        Map<String, Object> root = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            String name = decoded(parts[0]);
            String value = parts.length < 2 ? "" : decoded(parts[1]);
            boolean typed = name.startsWith("#") && PLAIN.matcher(value).matches();
            put(root, List.of(name.replaceFirst("^#", "").split("\\.")), typed ? JSON.readTree(value) : value);
        }
        return JSON.writeValueAsString(root);
    }

    /** The text of a form that has only that. */
    static String text(String form) {
        return decoded(form.substring(form.indexOf('=') + 1));
    }

    @SuppressWarnings("unchecked") // only maps of this kind are put there
    private static void put(Map<String, Object> object, List<String> path, Object value) {
        List<String> rest = new ArrayList<>(path);
        String first = rest.removeFirst();
        if (rest.isEmpty()) {
            object.put(first, value);
        } else if (object.computeIfAbsent(first, k -> new LinkedHashMap<>()) instanceof Map<?, ?> inner) {
            put((Map<String, Object>) inner, rest, value);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a scanner's own idea of an encoding goes on as it is
        }
    }
}
