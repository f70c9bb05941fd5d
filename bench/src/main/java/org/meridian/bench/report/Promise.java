package org.meridian.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something promised, and by what it is shown.
 *
 * @param claim as people know it
 * @param experiment that shows it
 * @param carried how the names of those checks and figures begin that carry what is promised; the experiment's other checks must
 *     pass as well
 */
public record Promise(String claim, String experiment, List<String> carried) {

    public static Promise of(String claim, String experiment, String... carried) {
        return new Promise(claim, experiment, List.copyOf(Arrays.asList(carried)));
    }

    /** What is known of a promise's figure. */
    public enum Verdict {
        PASS("pass"),
        FAIL("FAIL"),
        /** Nothing was promised about it, but the promise asks to report it. */
        REPORTED("reported"),
        UNKNOWN("not measured");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        static Verdict of(boolean pass) {
            return pass ? PASS : FAIL;
        }
    }

    /**
     * A line of the table.
     *
     * @param claim what is promised, in the promise's first line; empty in those that follow
     */
    public record Line(String claim, String what, String figure, String target, Verdict verdict, String when) {

        private Line following() {
            return new Line("", what, figure, target, verdict, when);
        }
    }

    /** Every promise, in order, from the last report of each experiment. */
    public static List<Line> table(List<Promise> promises, Map<String, Report> latest) {
        List<Line> lines = new ArrayList<>();
        for (Promise promise : promises) {
            List<Line> of = promise.lines(latest.get(promise.experiment));
            lines.add(of.getFirst());
            of.stream().skip(1).map(Line::following).forEach(lines::add);
        }
        return lines;
    }

    private List<Line> lines(@Nullable Report report) {
        if (report == null) {
            return List.of(new Line(claim, "--only " + experiment, "", "", Verdict.UNKNOWN, ""));
        }
        String when = report.startedAt().toString().substring(0, 16).replace('T', ' ');
        List<Line> lines = new ArrayList<>();
        for (String beginning : carried) {
            List<Check> found = report.checks().stream()
                    .filter(check -> check.name().startsWith(beginning))
                    .toList();
            found.forEach(check -> lines.add(line(check, when)));
            if (found.isEmpty()) {
                lines.add(report.figures().stream()
                        .filter(figure -> figure.name().startsWith(beginning))
                        .findFirst()
                        .map(figure -> line(figure, when))
                        .orElseGet(() -> new Line(claim, beginning, "", "", Verdict.UNKNOWN, when)));
            }
        }
        List<Check> others = report.checks().stream()
                .filter(check -> carried.stream().noneMatch(check.name()::startsWith))
                .toList();
        if (!others.isEmpty()) {
            long passed = others.stream().filter(Check::pass).count();
            lines.add(new Line(
                    claim,
                    experiment + ": all else that it checks",
                    passed + " of " + others.size(),
                    "all",
                    Verdict.of(passed == others.size()),
                    when));
        }
        return lines;
    }

    private Line line(Check check, String when) {
        return new Line(
                claim,
                check.name(),
                (Numbers.text(check.value()) + " " + check.unit()).strip(),
                check.target(),
                Verdict.of(check.pass()),
                when);
    }

    private Line line(Figure figure, String when) {
        return new Line(
                claim,
                figure.name(),
                (Numbers.text(figure.value()) + " " + figure.unit()).strip(),
                "",
                Verdict.REPORTED,
                when);
    }

    /** For people at a terminal. */
    public static String text(List<Line> lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("promise", "figure", "target", "", "what", "measured"));
        for (Line line : lines) {
            rows.add(List.of(
                    line.claim(), line.figure(), line.target(), line.verdict().text(), line.what(), line.when()));
        }
        return Table.lines(rows);
    }

    /** As a table for a page of the documentation. */
    public static void write(List<Line> lines, Path file) {
        try {
            Files.writeString(file, markdown(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    static String markdown(List<Line> lines) {
        StringBuilder page = new StringBuilder(
                "| promise | what | figure | target | | measured, UTC |\n|---|---|---:|---:|---|---|\n");
        for (Line line : lines) {
            page.append("| %s | %s | %s | %s | %s | %s |\n"
                    .formatted(
                            line.claim(),
                            line.what(),
                            line.figure(),
                            line.target(),
                            line.verdict() == Verdict.PASS || line.verdict() == Verdict.REPORTED
                                    ? line.verdict().text()
                                    : "**" + line.verdict().text() + "**",
                            line.when()));
        }
        return page.toString();
    }
}
