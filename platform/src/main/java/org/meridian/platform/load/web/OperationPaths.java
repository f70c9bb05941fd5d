package org.meridian.platform.load.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Verb;

/** Finds a service's operation by method and path, before Spring does and at a fraction of the price. Decides nothing but priority. */
final class OperationPaths {

    /** Sites, units, places: who comes in crowds. */
    private static final List<String> CROWDS = List.of("{siteId}", "{unitId}", "{place}");

    private final Map<Verb, List<Row>> rows = new EnumMap<>(Verb.class);

    /** @param segments of the pattern, without the slash in front */
    private record Row(Operation operation, String[] segments, int variables, int whose) {

        boolean matches(String[] path) {
            if (path.length != segments.length) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                if (segments[i].charAt(0) != '{' && !segments[i].equals(path[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** An operation, and the site, unit or place of its path. */
    record Found(Operation operation, @Nullable String whose) {}

    OperationPaths(AccessTable table, String service) {
        for (Operation operation : table.of(service)) {
            if (operation.isPublic()) {
                String[] segments = operation.pattern().substring(1).split("/", -1);
                int variables = 0;
                int whose = -1;
                for (int i = 0; i < segments.length; i++) {
                    variables += segments[i].startsWith("{") ? 1 : 0;
                    whose = CROWDS.contains(segments[i]) ? i : whose;
                }
                rows.computeIfAbsent(operation.verb(), verb -> new ArrayList<>())
                        .add(new Row(operation, segments, variables, whose));
            }
        }
        rows.values().forEach(list -> list.sort(Comparator.comparingInt(Row::variables)));
    }

    /** @param method as it came; nothing is found for what is no operation of outside callers */
    @Nullable
    Found find(String method, String path) {
        Verb verb = verb(method);
        if (verb == null || path.length() < 2) {
            return null;
        }
        String[] segments = path.substring(1).split("/", -1);
        for (Row row : rows.getOrDefault(verb, List.of())) {
            if (row.matches(segments)) {
                return new Found(row.operation(), row.whose() < 0 ? null : segments[row.whose()]);
            }
        }
        return null;
    }

    private static @Nullable Verb verb(String method) {
        return switch (method) {
            case "GET", "HEAD" -> Verb.GET;
            case "POST" -> Verb.POST;
            case "PUT" -> Verb.PUT;
            case "PATCH" -> Verb.PATCH;
            case "DELETE" -> Verb.DELETE;
            default -> null;
        };
    }
}
