package org.meridian.results.upload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.results.verdict.Outcome;

/** What a row must be by itself. */
final class RowRules {

    /** By so much a laboratory's clock may be ahead. */
    static final Duration SKEW = Duration.ofHours(2);

    private static final Map<String, Outcome> OUTCOMES =
            Stream.of(Outcome.values()).collect(Collectors.toMap(Outcome::name, Function.identity()));
    private static final int LONGEST_DEVICE = 250; // the longest name in the LIVD table has 218
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
        Outcome outcome = OUTCOMES.get(cells.outcome());
        Instant testedAt = Instants.parse(cells.testedAt());
        String device = cells.device().strip();
        if (!isBarcode(cells.barcode())) {
            return Checked.bad(cells.line(), "barcode: 4 to 32 of A-Z, 0-9 and -.");
        }
        if (outcome == null) {
            return Checked.bad(cells.line(), "outcome: NEGATIVE, POSITIVE, INCONCLUSIVE or INVALID.");
        }
        if (testedAt == null) {
            return Checked.bad(
                    cells.line(),
                    "testedAt: a time like 2026-01-31T14:00:00Z (RFC 3339); a spreadsheet may have changed it.");
        }
        if (testedAt.isAfter(latest)) {
            return Checked.bad(cells.line(), "testedAt: lies in the future.");
        }
        if (!isText(device)) {
            return Checked.bad(
                    cells.line(), "device: up to " + LONGEST_DEVICE + " characters, without control characters.");
        }
        if (!isCt(cells.ct())) {
            return Checked.bad(cells.line(), "ct: a number from 0 to 50, with a decimal point.");
        }
        return new Checked.Good<>(new Row(
                cells.line(), cells.barcode(), outcome, testedAt, device.isEmpty() ? null : device, ct(cells.ct())));
    }

    private static boolean isBarcode(String text) {
        if (text.length() < 4 || text.length() > 32) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Neither control characters nor halves of characters, which JSON can write and no database keeps. */
    private static boolean isText(String text) {
        return text.length() <= LONGEST_DEVICE
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static boolean isCt(String text) {
        return text.isEmpty() || (CT.matcher(text).matches() && new BigDecimal(text).compareTo(HIGHEST_CT) <= 0);
    }

    private static @Nullable BigDecimal ct(String text) {
        return text.isEmpty() ? null : new BigDecimal(text).setScale(2, RoundingMode.HALF_UP);
    }
}
