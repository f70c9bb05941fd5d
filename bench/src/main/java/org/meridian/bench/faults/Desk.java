package org.meridian.bench.faults;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.meridian.bench.faults.Operation.Kind;
import org.meridian.bench.history.Fate;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Sender.Sent;
import org.meridian.bench.history.Violation;
import org.meridian.bench.stack.Gateway;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;

/** A sampling desk: opens a tube, puts people into it, seals it. */
final class Desk {

    private final Gateway gateway;
    private final Sender sender;
    private final History history;
    private final SiteId site;
    private final String token;
    private final Clock clock = Clock.systemUTC();

    Desk(Gateway gateway, Sender sender, History history, SiteId site, String token) {
        this.gateway = gateway;
        this.sender = sender;
        this.history = history;
        this.site = site;
        this.token = token;
    }

    /** Whether the tube can go to the laboratory: everything about it is known and was done. */
    boolean fill(TubeJob job) {
        String barcode = job.barcode();
        Sent opened = sender.sendOrGiveUp(
                true,
                () -> gateway.post(
                        "/v1/sites/" + site + "/tubes",
                        token,
                        Map.of("barcode", barcode, "capacity", job.capacity()),
                        "open-" + barcode));
        note(Kind.OPEN, job, null, null, opened);
        if (opened.fate() != Fate.ACKNOWLEDGED) {
            return false;
        }
        boolean all = true;
        Instant sampledAt = clock.instant().minus(job.sampledAgo()).truncatedTo(ChronoUnit.MICROS);
        for (ResidentId person : job.people()) {
            Map<String, Object> body = new HashMap<>(Map.of("residentId", person.toString()));
            if (!job.sampledAgo().isZero()) {
                body.put("sampledAt", sampledAt.toString());
            }
            Sent added = sender.send(
                    true,
                    () -> gateway.post(
                            "/v1/tubes/" + barcode + "/samples", token, body, "sample-" + barcode + "-" + person));
            note(Kind.SAMPLE, job, person.countryCode() + "-" + person.id(), null, added);
            all &= added.fate() == Fate.ACKNOWLEDGED;
        }
        Sent sealed =
                sender.sendOrGiveUp(false, () -> gateway.post("/v1/tubes/" + barcode + "/seal", token, Map.of(), null));
        note(Kind.SEAL, job, null, null, sealed);
        return all && sealed.fate() == Fate.ACKNOWLEDGED;
    }

    /** The tube broke. */
    void voidTube(TubeJob job) {
        Sent sent = sender.send(
                false,
                () -> gateway.post(
                        "/v1/tubes/" + job.barcode() + "/void", token, Map.of("reason", "The tube leaked."), null));
        note(Kind.VOID, job, null, "INVALID", sent);
    }

    private void note(
            Kind kind,
            TubeJob job,
            @org.jspecify.annotations.Nullable String person,
            @org.jspecify.annotations.Nullable String value,
            Sent sent) {
        history.add(new Operation(kind, job.barcode(), person, value, sent.fate(), sent.times()));
        if (sent.fate() == Fate.REFUSED) {
            history.violation(
                    new Violation(Violation.Kind.REFUSED, kind + " of " + job.barcode() + " with " + sent.answer()));
        }
    }
}
