package org.meridian.checkin.visit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one item of a batch. What is wrong with it is said of it alone: its neighbours are not to suffer. */
final class ScanReader {

    private static final String CLIENT_ID = "[A-Za-z0-9._:-]{1,64}";
    private static final Set<String> KNOWN = Set.of("clientId", "residentCode", "checkedInAt", "sequence");

    private ScanReader() {}

    /** An item, read. */
    sealed interface Item {

        record Complete(Scan scan) implements Item {}

        record Incomplete(@Nullable String clientId, String reason) implements Item {}
    }

    static Item read(JsonNode item) {
        if (!item.isObject()) {
            return new Item.Incomplete(null, "A scan is an object.");
        }
        String clientId = text(item, "clientId");
        if (clientId == null || !clientId.matches(CLIENT_ID)) {
            return new Item.Incomplete(null, "clientId: 1 to 64 letters, digits and . _ : -");
        }
        String residentCode = text(item, "residentCode");
        Instant checkedInAt = moment(text(item, "checkedInAt"));
        JsonNode sequence = item.path("sequence");
        boolean counted = !sequence.isMissingNode() && !sequence.isNull();
        Optional<String> unknown = item.propertyNames().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            return new Item.Incomplete(clientId, unknown.get() + ": is not known here.");
        }
        if (residentCode == null) {
            return new Item.Incomplete(clientId, "residentCode: the code that was shown.");
        }
        if (checkedInAt == null) {
            return new Item.Incomplete(clientId, "checkedInAt: a moment, RFC 3339.");
        }
        if (counted && !(sequence.isIntegralNumber() && sequence.canConvertToLong() && sequence.asLong() >= 0)) {
            return new Item.Incomplete(clientId, "sequence: a whole number from 0 on.");
        }
        return new Item.Complete(new Scan(clientId, residentCode, checkedInAt, counted ? sequence.asLong() : null));
    }

    private static @Nullable String text(JsonNode item, String name) {
        JsonNode value = item.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Instant moment(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
