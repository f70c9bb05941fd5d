package org.meridian.bench.faults;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meridian.bench.faults.Operation.Kind;
import org.meridian.bench.history.Fate;
import org.meridian.bench.history.Sender;
import org.meridian.bench.history.Sender.Sent;
import org.meridian.bench.history.Violation;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.world.World;

/** A laboratory: uploads files, and corrects. */
final class Laboratory {

    private final World world;
    private final Sender sender;
    private final History history;
    private final String token;
    private final Clock clock = Clock.systemUTC();

    Laboratory(World world, Sender sender, History history, String token) {
        this.world = world;
        this.sender = sender;
        this.history = history;
        this.token = token;
    }

    /** Sends a file until it is answered; what the file had before without an answer comes back as duplicates. */
    void upload(List<TubeJob> jobs, boolean keyed) {
        // devices' clocks may be ahead of a sample's desk by the request's own time; a minute is far within the rules
        String testedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        String csv = jobs.stream()
                .map(job -> job.barcode() + "," + job.outcome() + "," + testedAt + "\n")
                .collect(Collectors.joining("", "barcode,outcome,testedAt\n", ""));
        String key = keyed ? "file-" + jobs.getFirst().barcode() : null;
        Sent sent = sender.send(keyed, () -> world.gateway().upload(token, csv, key));
        Answer answer = sent.answer();
        boolean whole = answer != null
                && answer.number("received") == jobs.size()
                && answer.number("accepted") + answer.number("duplicate") == jobs.size();
        if (answer != null && !whole) {
            history.violation(new Violation(Violation.Kind.REFUSED, "of a file of " + jobs.size() + ": " + answer));
        }
        Fate fate = whole || sent.fate() != Fate.ACKNOWLEDGED ? sent.fate() : Fate.UNKNOWN;
        jobs.forEach(
                job -> history.add(new Operation(Kind.RESULT, job.barcode(), null, job.outcome(), fate, sent.times())));
    }

    /** Corrects the tube's newest result. */
    void correct(TubeJob job) {
        String resultId = newest(job.barcode());
        if (resultId.isEmpty()) {
            return; // lost, and the checker will say so
        }
        Sent sent = sender.send(
                true,
                () -> world.gateway()
                        .post(
                                "/v1/results/" + resultId + "/corrections",
                                token,
                                Map.of("outcome", job.correctedTo(), "reason", "Read again."),
                                "correct-" + job.barcode()));
        history.add(new Operation(Kind.CORRECTION, job.barcode(), null, job.correctedTo(), sent.fate(), sent.times()));
        Optional.ofNullable(sent.answer())
                .filter(a -> sent.fate() == Fate.REFUSED)
                .ifPresent(a -> history.violation(
                        new Violation(Violation.Kind.REFUSED, "the correction of " + job.barcode() + " with " + a)));
    }

    private String newest(String barcode) {
        Sent sent = sender.send(false, () -> world.gateway().get("/v1/results?barcode=" + barcode, token));
        if (sent.fate() == Fate.REFUSED) {
            history.violation(
                    new Violation(Violation.Kind.REFUSED, "the look at " + barcode + " with " + sent.answer()));
        }
        return sent.fate() == Fate.ACKNOWLEDGED
                ? sent.told().json().path(0).path("resultId").asString("")
                : "";
    }
}
