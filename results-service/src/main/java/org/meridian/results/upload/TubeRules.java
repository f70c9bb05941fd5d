package org.meridian.results.upload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.results.tube.ResultId;
import org.meridian.results.upload.TubeClient.Tube;

/** What a row's tube must be for the row to be taken. */
final class TubeRules {

    private TubeRules() {}

    /** @param tube the one with the row's barcode, null when there is none */
    static Checked<Sampled> check(Row row, @Nullable Tube tube, ResultId id) {
        if (tube == null) {
            return Checked.bad(row.line(), "barcode: there is no such tube in this country.");
        }
        return switch (tube.state()) {
            case "SEALED", "RECEIVED", "RESULTED" -> inTime(row, tube, id);
            case "OPEN" -> Checked.bad(row.line(), "barcode: the tube is not sealed.");
            case "VOID" -> Checked.bad(row.line(), "barcode: the tube is void.");
            default -> Checked.bad(row.line(), "barcode: the tube is in a state that takes no result.");
        };
    }

    private static Checked<Sampled> inTime(Row row, Tube tube, ResultId id) {
        // laboratories write whole seconds: a test in the second of the sampling does not precede it
        Optional<Instant> lastSample = tube.members().stream()
                .map(member -> member.sampledAt().truncatedTo(ChronoUnit.SECONDS))
                .max(Comparator.naturalOrder());
        if (lastSample.isPresent() && row.testedAt().isBefore(lastSample.get())) {
            return Checked.bad(row.line(), "testedAt: lies before a sample of the tube was taken.");
        }
        return new Checked.Good<>(new Sampled(row, id, tube.siteId(), tube.capacity(), tube.members()));
    }
}
