package org.meridian.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Plots as SVG, each with its legend: nothing is loaded from anywhere. */
final class Svg {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 240;
    private static final int LEFT = 70;
    private static final int BOTTOM = 30;
    private static final int ROW = 26;
    private static final int NAME = 170;
    private static final List<String> COLOURS =
            List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#e377c2", "#7f7f7f");

    private Svg() {}

    /** Lines over seconds, of one unit. */
    static String lines(List<Series> all) {
        double most = all.stream()
                .flatMap(s -> s.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double top = most <= 0 ? 1 : most * 1.05;
        int seconds = all.stream().mapToInt(s -> s.values().size()).max().orElse(1);
        StringBuilder svg = open(HEIGHT + BOTTOM);
        for (int i = 0; i <= 4; i++) {
            int y = HEIGHT - i * HEIGHT / 4 + 5;
            line(svg, LEFT, y, WIDTH, y);
            text(svg, LEFT - 6, y + 4, "end", Numbers.text(i == 0 ? 0 : round(top * i / 4)));
        }
        for (int i = 0; i <= 4; i++) {
            int x = LEFT + i * (WIDTH - LEFT) / 4;
            text(svg, x, HEIGHT + 22, i == 4 ? "end" : "middle", (seconds - 1) * i / 4 + " s");
        }
        for (int s = 0; s < all.size(); s++) {
            List<String> points = new ArrayList<>();
            List<Double> values = all.get(s).values();
            for (int i = 0; i < values.size(); i++) {
                double x = LEFT + (WIDTH - LEFT) * (double) i / Math.max(1, seconds - 1);
                double y = HEIGHT + 5 - HEIGHT * values.get(i) / top;
                points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
            }
            svg.append("<polyline fill=\"none\" stroke-width=\"1.8\" stroke=\"%s\" points=\"%s\"/>"
                    .formatted(colour(s), String.join(" ", points)));
        }
        svg.append("</svg>");
        return svg + legend(all.stream().map(Series::name).toList());
    }

    /** One stacked bar a row: by the bars' names, then by the parts' names. */
    static String bars(Map<String, Map<String, Double>> rows, String unit) {
        List<String> parts = List.copyOf(rows.values().stream()
                .flatMap(row -> row.keySet().stream())
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
        double most = rows.values().stream()
                .mapToDouble(row ->
                        row.values().stream().mapToDouble(Double::doubleValue).sum())
                .max()
                .orElse(1);
        StringBuilder svg = open(rows.size() * ROW + 6);
        int y = 4;
        for (Map.Entry<String, Map<String, Double>> row : rows.entrySet()) {
            text(svg, NAME - 6, y + 15, "end", row.getKey());
            double x = NAME;
            double sum = 0;
            for (int p = 0; p < parts.size(); p++) {
                double value = row.getValue().getOrDefault(parts.get(p), 0.0);
                double width = (WIDTH - NAME - 110) * value / Math.max(most, 1e-9);
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%s %s %s</title></rect>",
                        x,
                        y,
                        width,
                        ROW - 6,
                        colour(p),
                        HtmlPage.escape(parts.get(p)),
                        Numbers.text(value),
                        unit));
                x += width;
                sum += value;
            }
            text(svg, (int) x + 6, y + 15, "start", Numbers.text(round(sum)) + " " + unit);
            y += ROW;
        }
        svg.append("</svg>");
        return svg + legend(parts);
    }

    private static StringBuilder open(int height) {
        return new StringBuilder(
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\">".formatted(WIDTH + 10, height, WIDTH + 10));
    }

    private static void line(StringBuilder svg, int x1, int y1, int x2, int y2) {
        svg.append("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#ddd\"/>".formatted(x1, y1, x2, y2));
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>".formatted(x, y, anchor, HtmlPage.escape(text)));
    }

    private static String legend(List<String> names) {
        StringBuilder html = new StringBuilder("<p class=\"legend\">");
        for (int i = 0; i < names.size(); i++) {
            html.append("<span><i style=\"background:%s\"></i>%s</span> "
                    .formatted(colour(i), HtmlPage.escape(names.get(i))));
        }
        return html.append("</p>").toString();
    }

    private static String colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    private static double round(double value) {
        return value >= 10 ? Math.rint(value) : value;
    }
}
