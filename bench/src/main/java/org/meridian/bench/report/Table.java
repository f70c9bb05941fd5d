package org.meridian.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as people read it. */
public final class Table {

    private Table() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("check", "value", "target", ""));
        for (Check check : report.checks()) {
            rows.add(List.of(
                    check.name(),
                    (Numbers.text(check.value()) + " " + check.unit()).strip(),
                    check.target(),
                    check.pass() ? "pass" : "FAIL"));
        }
        text.append(lines(rows)).append('\n');
        rows.clear();
        rows.add(List.of("figure", "value"));
        for (Figure figure : report.figures()) {
            rows.add(List.of(figure.name(), (Numbers.text(figure.value()) + " " + figure.unit()).strip()));
        }
        text.append(lines(rows)).append('\n');
        report.remarks().forEach(remark -> text.append(remark).append('\n'));
        long failed = report.checks().stream().filter(c -> !c.pass()).count();
        text.append("%d checks, %d failed; seed %d, %.0f s%n"
                .formatted(report.checks().size(), failed, report.seed(), report.seconds()));
        return text.toString();
    }

    static String lines(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] width = IntStream.range(0, columns)
                .map(c -> rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, columns)
                        .mapToObj(c -> c == 1 ? right(row.get(c), width[c]) : left(row.get(c), width[c]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
