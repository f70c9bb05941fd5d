package org.meridian.sharing.reading.web;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.sharing.reading.MemberResult;

/** Results as CSV (RFC 4180) that no spreadsheet mistakes for formulas. */
final class Csv {

    // What spreadsheets start a formula or a command with, full-width forms and leading blanks included (OWASP, CSV
    // injection)
    private static final Pattern LIVE = Pattern.compile(
            "^[\\s\\p{Z}\\p{Cf}\\p{Cc}]*[=+\\-@|%\\uFF1D\\uFF0B\\uFF0D\\uFF20\\u2212].*", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("[\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern SPECIAL = Pattern.compile(".*[\",;'\\s].*", Pattern.DOTALL);

    private Csv() {}

    static String of(List<MemberResult> results) {
        return Stream.concat(
                        Stream.of("member,type,outcome,status,sampledOn"),
                        results.stream()
                                .map(result -> Stream.of(
                                                result.member(),
                                                result.type(),
                                                result.outcome(),
                                                result.status(),
                                                Objects.toString(result.sampledOn(), ""))
                                        .map(Csv::value)
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** One value: made harmless, then quoted where it must be. */
    static String value(@Nullable String text) {
        String value = text == null ? "" : text;
        if (LIVE.matcher(value).matches() || CONTROL.matcher(value).matches()) {
            value = "'" + value;
        }
        return SPECIAL.matcher(value).matches() ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
