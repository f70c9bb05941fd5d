package org.meridian.gateway.calls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** Finds the call that a method and a path mean: a tree of path segments, a literal before a variable. */
public final class CallTable {

    /** Longer paths than the contract has are not even looked at. */
    private static final int MAX_LENGTH = 512;

    private final Node root = new Node();

    CallTable(Collection<Call> calls) {
        calls.forEach(this::add);
    }

    private void add(Call call) {
        Node node = root;
        List<String> variables = new ArrayList<>();
        for (String segment : call.pattern().substring(1).split("/")) {
            if (segment.startsWith("{")) {
                variables.add(segment.substring(1, segment.length() - 1));
                node = node.variable();
            } else {
                node = node.literals.computeIfAbsent(segment, s -> new Node());
            }
        }
        if (node.calls.put(call.method(), new Entry(call, List.copyOf(variables))) != null) {
            throw new IllegalArgumentException(call.method() + " " + call.pattern() + " is there twice");
        }
    }

    /** @param path as it came, still encoded; a variable takes letters, digits, hyphen, underscore and inner full stops */
    public Match match(HttpMethod method, String path) {
        if (path.length() < 2 || path.length() > MAX_LENGTH || path.charAt(0) != '/') {
            return new Match.Unknown();
        }
        List<String> values = new ArrayList<>(2);
        Node node = root;
        int start = 1;
        while (node != null && start <= path.length()) {
            int end = path.indexOf('/', start);
            end = end < 0 ? path.length() : end;
            node = node.next(path.substring(start, end), values);
            start = end + 1;
        }
        if (node == null || node.calls.isEmpty()) {
            return new Match.Unknown();
        }
        Entry entry = node.calls.get(HttpMethod.HEAD.equals(method) ? HttpMethod.GET : method);
        return entry == null ? new Match.WrongMethod(node.methods()) : entry.found(values);
    }

    private record Entry(Call call, List<String> variables) {

        Match.Found found(List<String> values) {
            Map<String, String> byName = HashMap.newHashMap(variables.size());
            for (int i = 0; i < variables.size(); i++) {
                byName.put(variables.get(i), values.get(i));
            }
            return new Match.Found(call, byName);
        }
    }

    private static final class Node {

        private final Map<String, Node> literals = new HashMap<>();
        private final Map<HttpMethod, Entry> calls = new LinkedHashMap<>();
        private @Nullable Node variable;

        private @Nullable Node next(String segment, List<String> values) {
            Node literal = literals.get(segment);
            if (literal != null || variable == null || !plain(segment)) {
                return literal;
            }
            values.add(segment);
            return variable;
        }

        private Node variable() {
            if (variable == null) {
                variable = new Node();
            }
            return variable;
        }

        private Set<HttpMethod> methods() {
            return Set.copyOf(calls.keySet());
        }

        /** Nothing that a service could read as another path: no dots in front, no encoded or special characters. */
        private static boolean plain(String segment) {
            if (segment.isEmpty() || segment.charAt(0) == '.') {
                return false;
            }
            for (int i = 0; i < segment.length(); i++) {
                char c = segment.charAt(i);
                boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                if (!letterOrDigit && c != '-' && c != '_' && c != '.') {
                    return false;
                }
            }
            return true;
        }
    }
}
