package org.meridian.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as a page with plots, whole in one file. */
public final class HtmlPage {

    private static final String CPU = ": processor time, ";
    private static final String STYLE = """
            body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:1000px;padding:0 1em;color:#222}
            h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}
            table{border-collapse:collapse;width:100%}
            td,th{padding:3px 10px;border-bottom:1px solid #e4e4e4;text-align:left}
            td.n{text-align:right;font-variant-numeric:tabular-nums}td.n,td.k{white-space:nowrap}
            .pass{color:#197a2b}.fail{color:#fff;background:#c62828;font-weight:600;padding:0 6px}
            svg text{font:11px system-ui,sans-serif;fill:#444}
            .legend span{margin-right:1em}.legend i{display:inline-block;width:10px;height:10px;margin-right:5px}
            .note{color:#555}
            """;

    private HtmlPage() {}

    /**
     * @param promises what is known of each, or nothing
     * @param lines the comparison with an earlier report, or nothing
     */
    public static void write(Report report, List<Promise.Line> promises, List<Comparison.Line> lines, Path file) {
        try {
            Files.writeString(file, of(report, promises, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    static String of(Report report, List<Promise.Line> promises, List<Comparison.Line> lines) {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>"
                + "bench " + escape(report.suite()) + "</title><style>" + STYLE + "</style>");
        long failed = report.checks().stream().filter(c -> !c.pass()).count();
        html.append("<h1>bench/run %s: %s</h1>"
                .formatted(
                        escape(report.suite()),
                        failed == 0
                                ? "every check passes"
                                : failed + " checks of " + report.checks().size() + " fail"));
        html.append("<p class=\"note\">%s form, %s, %.0f s, seed %d; %d cores (%s), %,d MB, %s, JDK %s</p>"
                .formatted(
                        escape(report.form()),
                        report.startedAt(),
                        report.seconds(),
                        report.seed(),
                        report.machine().cores(),
                        escape(report.machine().cpu()),
                        report.machine().memoryMb(),
                        escape(report.machine().os()),
                        escape(report.machine().jdk())));
        if (!promises.isEmpty()) {
            promises(promises, html);
        }
        checks(report, html);
        plots(report, html);
        if (!lines.isEmpty()) {
            comparison(lines, html);
        }
        figures(report, html);
        if (!report.remarks().isEmpty()) {
            html.append("<h2>Remarks</h2><ul>");
            report.remarks()
                    .forEach(
                            remark -> html.append("<li>").append(escape(remark)).append("</li>"));
            html.append("</ul>");
        }
        return html.append("</html>\n").toString();
    }

    private static void promises(List<Promise.Line> promises, StringBuilder html) {
        html.append("<h2>What is promised, by the last run of each experiment</h2>"
                + "<table><tr><th>promise<th>what<th>figure<th>target<th><th>measured, UTC");
        for (Promise.Line line : promises) {
            html.append(
                    ("<tr><td>%s<td>%s<td class=\"n\">%s<td class=\"k\">%s<td class=\"k\"><span class=\"%s\">%s</span>"
                                    + "<td class=\"k\">%s")
                            .formatted(
                                    escape(line.claim()),
                                    escape(line.what()),
                                    escape(line.figure()),
                                    escape(line.target()),
                                    switch (line.verdict()) {
                                        case PASS -> "pass";
                                        case FAIL -> "fail";
                                        case REPORTED, UNKNOWN -> "note";
                                    },
                                    line.verdict().text(),
                                    line.when()));
        }
        html.append("</table>");
    }

    private static void checks(Report report, StringBuilder html) {
        html.append("<h2>Checks</h2><table><tr><th>check<th>value<th>target<th>");
        for (Check check : report.checks()) {
            html.append("<tr><td>%s<td class=\"n\">%s %s<td>%s<td><span class=\"%s\">%s</span>"
                    .formatted(
                            escape(check.name()),
                            Numbers.text(check.value()),
                            escape(check.unit()),
                            escape(check.target()),
                            check.pass() ? "pass" : "fail",
                            check.pass() ? "pass" : "FAIL"));
        }
        html.append("</table>");
    }

    private static void plots(Report report, StringBuilder html) {
        Map<String, Map<String, Double>> cpu = new LinkedHashMap<>();
        for (Figure figure : report.figures()) {
            int at = figure.name().indexOf(CPU);
            if (at > 0) {
                cpu.computeIfAbsent(figure.name().substring(0, at), n -> new LinkedHashMap<>())
                        .put(figure.name().substring(at + CPU.length()), figure.value());
            }
        }
        // what else the machine did is in the table; beside it the rest could not be seen
        cpu.values().forEach(row -> row.remove("everything else"));
        if (!cpu.isEmpty()) {
            html.append("<h2>Processor time for one call, by process</h2>").append(Svg.bars(cpu, "µs"));
        }
        Map<String, List<Series>> groups = new LinkedHashMap<>();
        for (Series series : report.series()) {
            int comma = series.name().lastIndexOf(", ");
            String group = series.name().substring(0, series.name().indexOf(':')) + ": "
                    + series.name().substring(comma + 2) + ", " + series.unit();
            groups.computeIfAbsent(group, g -> new ArrayList<>())
                    .add(new Series(
                            series.name().substring(series.name().indexOf(':') + 2, comma),
                            series.unit(),
                            series.values()));
        }
        groups.forEach((group, series) ->
                html.append("<h2>").append(escape(group)).append("</h2>").append(Svg.lines(series)));
    }

    private static void comparison(List<Comparison.Line> lines, StringBuilder html) {
        html.append("<h2>Against the earlier run</h2><table><tr><th>figure<th>before<th>now<th>times as good<th>");
        for (Comparison.Line line : lines) {
            html.append("<tr><td>%s<td class=\"n\">%s<td class=\"n\">%s %s<td class=\"n\">%s<td>%s"
                    .formatted(
                            escape(line.name()),
                            Numbers.text(line.before()),
                            Numbers.text(line.now()),
                            escape(line.unit()),
                            Numbers.text(line.factor()),
                            line.isWorse() ? "<span class=\"fail\">WORSE</span>" : ""));
        }
        html.append("</table>");
    }

    private static void figures(Report report, StringBuilder html) {
        html.append("<h2>Figures</h2><table><tr><th>figure<th>value");
        for (Figure figure : report.figures()) {
            html.append("<tr><td>%s<td class=\"n\">%s %s"
                    .formatted(escape(figure.name()), Numbers.text(figure.value()), escape(figure.unit())));
        }
        html.append("</table>");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
