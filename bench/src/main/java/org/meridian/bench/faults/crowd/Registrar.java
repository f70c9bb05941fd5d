package org.meridian.bench.faults.crowd;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.history.Fate;
import org.meridian.bench.history.Journal;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Sender.Sent;
import org.meridian.bench.history.Violation;
import org.meridian.bench.load.city.Applicant;
import org.meridian.bench.stack.Gateway;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.ResidentId;
import tools.jackson.databind.JsonNode;

/** People who register: they ask for a code, read it, and come back with it. */
final class Registrar {

    static final String KIND = "registration";

    private static final int CODES = 5;
    private static final int LOOKS = 20;
    private static final Duration BETWEEN = Duration.ofMillis(100);

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
        Proof proof = null;
        for (int attempt = 0; proof == null && attempt < CODES; attempt++) {
            proof = prove(applicant, stage.name() + "-otp-" + number + "-" + attempt);
        }
        if (proof == null) {
            stage.journal().violation(new Violation(Violation.Kind.REFUSED, "no code came for applicant " + number));
            return;
        }
        Map<String, Object> body = Map.of(
                "challengeId",
                proof.challenge(),
                "code",
                proof.code(),
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

    private record Proof(String challenge, String code) {}

    /** Nothing when no code came: the service may have died before it sent the message, and who waits asks for another. */
    private @Nullable Proof prove(Applicant applicant, String key) {
        Gateway gateway = stage.world().gateway();
        Sent asked = sender.send(
                false,
                () -> gateway.post(
                        "/v1/otp", null, Map.of("country", applicant.country(), "phone", applicant.phone()), key));
        if (asked.fate() != Fate.ACKNOWLEDGED) {
            return null;
        }
        String challenge = asked.told().text("challengeId");
        for (int look = 0; look < LOOKS; look++) {
            Sent read = sender.send(
                    false,
                    () -> gateway.get("/dev/outbox?phone=" + applicant.phone().replace("+", "%2B"), null));
            if (read.fate() == Fate.ACKNOWLEDGED) {
                for (JsonNode message : read.told().json()) {
                    if (message.path("challengeId").asString("").equals(challenge)) {
                        return new Proof(challenge, message.path("code").asString(""));
                    }
                }
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return null;
    }
}
