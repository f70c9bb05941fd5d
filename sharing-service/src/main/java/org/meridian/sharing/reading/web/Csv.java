package org.meridian.sharing.reading.web;

import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.sharing.reading.MemberResult;

/** Results as CSV (RFC 4180) that no spreadsheet mistakes for formulas, however it is set to split lines into cells. */
final class Csv {

    /** What a spreadsheet begins a formula or a command with (OWASP, CSV injection), after compatibility decomposition. */
    private static final String LIVE = "=+-@|%\u2212";

    /** What may stand before that and is not seen, or is taken away: blanks, controls, marks, quotes. */
    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Cc}\"\u2800\u3164\u115f\u1160\uffa0]*");

    /** Where another reader than ours would begin a new cell: a spreadsheet set to semicolons, one that ignores quotes. */
    private static final Pattern CELL = Pattern.compile("[,;\\t\\r\\n\u2028\u2029\u0085\\x0b\\f]");

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

    /** One value: made harmless, then quoted where it must be. What was there stays readable, behind apostrophes. */
    static String value(@Nullable String text) {
        String value = text == null ? "" : text;
        StringBuilder harmless = new StringBuilder(value.length() + 2);
        int begin = 0;
        Matcher separators = CELL.matcher(value);
        while (separators.find()) {
            append(value.substring(begin, separators.start()), harmless);
            harmless.append(separators.group());
            begin = separators.end();
        }
        append(value.substring(begin), harmless);
        if (CELL.matcher(value).lookingAt()) {
            harmless.insert(0, '\'');
        }
        return SPECIAL.matcher(harmless).matches()
                ? '"' + harmless.toString().replace("\"", "\"\"") + '"'
                : harmless.toString();
    }

    private static void append(String piece, StringBuilder to) {
        if (isLive(piece)) {
            to.append('\'');
        }
        to.append(piece);
    }

    private static boolean isLive(String piece) {
        String plain = Normalizer.normalize(piece, Normalizer.Form.NFKC);
        Matcher unseen = UNSEEN.matcher(plain);
        int first = unseen.lookingAt() ? unseen.end() : 0;
        return first < plain.length() && LIVE.indexOf(plain.charAt(first)) >= 0;
    }
}
