package org.meridian.results.upload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.results.upload.Cells.Column;
import org.meridian.results.verdict.Outcome;

/** What a row must be by itself. */
final class RowRules {

    /** By so much a laboratory's clock may be ahead. */
    static final Duration SKEW = Duration.ofHours(2);

    private static final Pattern BARCODE = Pattern.compile("[A-Z0-9-]{4,32}");
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");
    private static final Pattern DEVICE = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final Pattern CT = Pattern.compile("\\d{1,2}(\\.\\d{1,6})?");
    private static final BigDecimal HIGHEST_CT = BigDecimal.valueOf(50);

    private final Instant latest;

    /** @param now the time at which the file came */
    RowRules(Instant now) {
        this.latest = now.plus(SKEW);
    }

    Checked<Row> check(Cells cells) {
        String flaw = cells.flaw();
        if (flaw != null) {
            return Checked.bad(cells.line(), flaw);
        }
        String barcode = cells.text(Column.BARCODE);
        Optional<Outcome> outcome = outcome(cells.text(Column.OUTCOME));
        Instant testedAt = instant(cells.text(Column.TESTED_AT));
        String device = cells.text(Column.DEVICE);
        String ct = cells.text(Column.CT);
        String reason = null;
        if (!BARCODE.matcher(barcode).matches()) {
            reason = "barcode: 4 to 32 of A-Z, 0-9 and -.";
        } else if (outcome.isEmpty()) {
            reason = "outcome: NEGATIVE, POSITIVE, INCONCLUSIVE or INVALID.";
        } else if (testedAt == null) {
            reason = "testedAt: a time like 2026-01-31T14:00:00Z (RFC 3339).";
        } else if (testedAt.isAfter(latest)) {
            reason = "testedAt: lies in the future.";
        } else if (!device.isEmpty() && !DEVICE.matcher(device).matches()) {
            reason = "device: up to 100 characters, without control characters.";
        } else if (!ct.isEmpty() && (!CT.matcher(ct).matches() || new BigDecimal(ct).compareTo(HIGHEST_CT) > 0)) {
            reason = "ct: a number from 0 to 50.";
        }
        if (reason != null || outcome.isEmpty() || testedAt == null) {
            return Checked.bad(cells.line(), String.valueOf(reason));
        }
        return new Checked.Good<>(new Row(
                cells.line(),
                barcode,
                outcome.get(),
                testedAt,
                device.isEmpty() ? null : device,
                ct.isEmpty() ? null : new BigDecimal(ct).setScale(2, RoundingMode.HALF_UP)));
    }

    private static Optional<Outcome> outcome(String text) {
        return Stream.of(Outcome.values()).filter(o -> o.name().equals(text)).findFirst();
    }

    private static @Nullable Instant instant(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return null;
        }
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
