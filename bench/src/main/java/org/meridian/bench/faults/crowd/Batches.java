package org.meridian.bench.faults.crowd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.history.Fate;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Sender.Sent;
import org.meridian.bench.stack.Answer;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.ResidentId;
import tools.jackson.databind.JsonNode;

/** Sends what a device did as batches, each item an operation of its own whose fate is told by its own outcome. */
final class Batches {

    private final Stage stage;
    private final Sender sender;

    Batches(Stage stage, Sender sender) {
        this.stage = stage;
        this.sender = sender;
    }

    /**
     * Something a device did.
     *
     * @param body as it is sent
     */
    record Item(Journal.Entry entry, Map<String, Object> body) {}

    /**
     * Sends all of them at once.
     *
     * @param id the field of an outcome that names the row
     * @return what was told to wait: the same again, later
     */
    List<Item> send(String path, String token, List<Item> items, String id, Function<JsonNode, Boolean> mayWait) {
        List<Map<String, Object>> bodies = items.stream().map(Item::body).toList();
        Sent sent = sender.send(false, () -> stage.world().gateway().post(path, token, bodies, null));
        List<Item> again = new ArrayList<>();
        @Nullable Answer answer = sent.answer();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (sent.fate() != Fate.ACKNOWLEDGED || answer == null) {
                if (sent.fate() == Fate.REFUSED) {
                    item.entry().refused(String.valueOf(answer), sent.times());
                } else {
                    item.entry().unknown(sent.times());
                }
                continue;
            }
            JsonNode outcome = answer.json().path(i);
            if (outcome.path("outcome").asString("").equals("REJECTED")) {
                if (mayWait.apply(outcome)) {
                    again.add(item);
                } else {
                    item.entry().refused(outcome.toString(), sent.times());
                }
            } else {
                item.entry().acknowledged(rowOf(outcome.path(id).asString("")), sent.times());
            }
        }
        return again;
    }

    private static @Nullable String rowOf(String id) {
        return id.isEmpty() ? null : Ids.parse(id, ResidentId::new).id().toString();
    }
}
