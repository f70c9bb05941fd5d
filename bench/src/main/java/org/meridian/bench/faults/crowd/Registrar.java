package org.meridian.bench.faults.crowd;

import java.util.Map;
import org.meridian.bench.history.Fate;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Sender.Sent;
import org.meridian.bench.load.city.Applicant;
import org.meridian.bench.stack.Gateway;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.ResidentId;
import tools.jackson.databind.JsonNode;

/** People who register: they ask for a code, read it, and come back with it. */
final class Registrar {

    static final String KIND = "registration";

    private final Stage stage;
    private final Sender sender;

    Registrar(Stage stage, long seed) {
        this.stage = stage;
        this.sender = stage.senders().apply(seed);
    }

    /** @param number below a hundred million, of nobody else on this platform */
    void register(long number) {
        Applicant applicant = Applicant.of(stage.world().country(), number);
        Gateway gateway = stage.world().gateway();
        Sent asked = sender.send(
                false,
                () -> gateway.post(
                        "/v1/otp",
                        null,
                        Map.of("country", applicant.country(), "phone", applicant.phone()),
                        stage.name() + "-otp-" + number));
        if (asked.fate() != Fate.ACKNOWLEDGED) {
            return; // who has no code cannot register
        }
        String challenge = asked.told().text("challengeId");
        Sent read = sender.send(
                false,
                () -> gateway.get("/dev/outbox?phone=" + applicant.phone().replace("+", "%2B"), null));
        String code = "";
        for (JsonNode message : read.fate() == Fate.ACKNOWLEDGED
                ? read.told().json()
                : asked.told().json()) {
            if (message.path("challengeId").asString("").equals(challenge)) {
                code = message.path("code").asString("");
            }
        }
        Map<String, Object> body = Map.of(
                "challengeId",
                challenge,
                "code",
                code,
                "country",
                applicant.country(),
                "nationalId",
                Map.of("scheme", applicant.scheme(), "number", applicant.nationalId()),
                "name",
                "Erika Mustermann");
        Journal.Entry entry = stage.journal().invoke(KIND, null, null, 0);
        Sent sent = sender.send(
                true, () -> gateway.post("/v1/residents", null, body, stage.name() + "-resident-" + number));
        switch (sent.fate()) {
            case ACKNOWLEDGED ->
                entry.acknowledgedAs(
                        Ids.parse(sent.told().text("residentId"), ResidentId::new)
                                .id()
                                .toString(),
                        sent.times());
            case REFUSED -> entry.refused(sent.told().toString(), sent.times());
            case INVOKED, UNKNOWN -> entry.unknown(sent.times());
        }
    }
}
