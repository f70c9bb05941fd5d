package org.meridian.bench.faults;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.meridian.bench.stack.Stack;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.SignedText;
import org.meridian.platform.token.TokenVerifier;
import tools.jackson.databind.JsonNode;

/** Looks at a stale health code as a door would, by what docs/health-code.md says and the published keys. */
final class StaleCode {

    private final TokenVerifier keys;

    StaleCode(Stack stack) {
        this.keys = new TokenVerifier(stack.keys(), stack.topology(), Clock.systemUTC());
    }

    /** Whether it says that it is stale, and checkin-service has signed all that it says, of this person. */
    boolean isGenuine(JsonNode code, ResidentId person) {
        List<String> lines = new ArrayList<>(List.of(person.toString(), text(code, "colour")));
        lines.add(code.path("reasons").valueStream().map(r -> text(r, "rule")).collect(Collectors.joining(",")));
        lines.add(pair(code.path("latestTest"), "outcome", "sampledAt"));
        lines.add(pair(code.path("vaccination"), "doses", "lastDoseOn"));
        List.of("name", "nationalId", "generatedAt", "validUntil").forEach(field -> lines.add(text(code, field)));
        return code.path("stale").asBoolean(false)
                && SignedText.isGenuine(
                        keys, "checkin", "stale health code", String.join("\n", lines), text(code, "signature"));
    }

    private static String pair(JsonNode both, String left, String right) {
        return both.isObject() ? text(both, left) + "@" + text(both, right) : "";
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
