package org.meridian.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meridian.bench.report.Figure.Better;

/** This run's figures beside those of an earlier one. */
public final class Comparison {

    /** Changes up to this share are noise on a machine that does other things too. */
    static final double NOISE = 0.15;

    private Comparison() {}

    /** @param factor how many times as good as before: below 1 is worse */
    public record Line(String name, double before, double now, String unit, double factor) {

        public boolean isWorse() {
            return factor < 1 - NOISE;
        }
    }

    /** The figures that both runs have and of which one direction is better. */
    public static List<Line> of(Report before, Report now) {
        Map<String, Figure> earlier =
                before.figures().stream().collect(Collectors.toMap(Figure::name, Function.identity(), (a, b) -> a));
        List<Line> lines = new ArrayList<>();
        for (Figure figure : now.figures()) {
            Figure old = earlier.get(figure.name());
            if (old != null && figure.better() != Better.NEITHER && old.value() > 0 && figure.value() > 0) {
                double factor =
                        figure.better() == Better.HIGHER ? figure.value() / old.value() : old.value() / figure.value();
                lines.add(new Line(figure.name(), old.value(), figure.value(), figure.unit(), factor));
            }
        }
        return lines;
    }

    public static String text(List<Line> lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("against the earlier run", "before", "now", "times as good", ""));
        for (Line line : lines) {
            rows.add(List.of(
                    line.name(),
                    Numbers.text(line.before()),
                    Numbers.text(line.now()) + " " + line.unit(),
                    Numbers.text(line.factor()),
                    line.isWorse() ? "WORSE" : ""));
        }
        return Table.lines(rows);
    }
}
