package org.meridian.bench.placement.people;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.security.access.OwnCalls;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every call with its answer: what went well, and what was told to whom. */
final class Witness implements BiConsumer<Request, Reply> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

    /**
     * One call.
     *
     * @param country of the caller, who is known by a token; else null
     * @param roles of the caller
     */
    record Exchange(String method, String path, @Nullable String country, Set<String> roles, Reply reply) {

        /** Auditors and administrators are told of other countries; nobody else is. */
        boolean mayTellOfOthers() {
            return roles.contains("AUDITOR") || roles.contains("ADMIN");
        }
    }

    @Override
    public void accept(Request request, Reply reply) {
        JsonNode claims = request.headers().stream()
                .filter(header -> header.getKey().equals("Authorization"))
                .map(header -> claims(header.getValue()))
                .findFirst()
                .orElse(JSON.createObjectNode());
        Set<String> roles = new TreeSet<>();
        claims.path("roles").forEach(role -> roles.add(role.asString("")));
        String path = request.target().replaceAll("\\?.*", "");
        exchanges.add(new Exchange(
                request.method(),
                path,
                claims.has("country") ? claims.path("country").asString("") : null,
                roles,
                reply));
    }

    private static JsonNode claims(String bearer) {
        byte[] payload = Base64.getUrlDecoder().decode(bearer.split("\\.", -1)[1]);
        return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Of the table's operations, those that never went well. */
    List<String> neverWentWell() {
        Set<String> went = new TreeSet<>();
        List<Operation> operations = OwnCalls.inOrder(AccessTable.MERIDIAN);
        for (Exchange exchange : exchanges) {
            if (exchange.reply().is2xx()) {
                operations.stream()
                        .filter(o -> o.verb().name().equals(exchange.method())
                                && pattern(o).matcher(exchange.path()).matches())
                        .min((a, b) -> variables(a) - variables(b))
                        .ifPresent(operation -> went.add(operation.toString()));
            }
        }
        return operations.stream()
                .map(Operation::toString)
                .filter(operation -> !went.contains(operation))
                .toList();
    }

    private static Pattern pattern(Operation operation) {
        return Pattern.compile(VARIABLE.matcher(operation.pattern()).replaceAll("[^/]+"));
    }

    private static int variables(Operation operation) {
        return Math.toIntExact(VARIABLE.matcher(operation.pattern()).results().count());
    }
}
