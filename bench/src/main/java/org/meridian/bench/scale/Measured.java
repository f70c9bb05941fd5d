package org.meridian.bench.scale;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.meridian.bench.BenchException;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Report;

/** The figures of some reports of {@code bench/run load}; of two of the same name the later report's. */
final class Measured {

    private final Map<String, Double> figures = new LinkedHashMap<>();

    private Measured() {}

    static Measured of(List<Report> reports) {
        Measured measured = new Measured();
        for (Report report : reports) {
            for (Figure figure : report.figures()) {
                measured.figures.put(figure.name(), figure.value());
            }
        }
        return measured;
    }

    static Measured read(List<Path> files) {
        return of(files.stream().map(Report::read).toList());
    }

    double figure(String name) {
        return find(name)
                .orElseThrow(() -> new BenchException("No report has the figure '" + name
                        + "'. It comes from bench/run load --only calls or --only size."));
    }

    OptionalDouble find(String name) {
        Double value = figures.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Whether a flow was measured at all. */
    boolean has(String flow) {
        return !perProcess(flow).isEmpty();
    }

    /** Processor time of a process for one of a flow, microseconds; 0 where it takes no part. */
    double micros(String flow, String process) {
        return find(perProcess(flow) + process).orElse(0);
    }

    /** How the figures of a flow begin: those of {@code calls}, else what {@code size} found in the big city. */
    private String perProcess(String flow) {
        String calls = "calls: " + flow + ": processor time, ";
        String size = find("size: residents of the big city").isEmpty()
                ? ""
                : "size: " + flow + ": " + bigCity() + ": CPU of ";
        return figures.keySet().stream().anyMatch(name -> name.startsWith(calls))
                ? calls
                : !size.isEmpty() && figures.keySet().stream().anyMatch(name -> name.startsWith(size)) ? size : "";
    }

    /** On disk with all indexes, in the big city. */
    double bytesPerRow(String table) {
        return figure("size: " + bigCity() + ": " + table + " per row");
    }

    String bigCity() {
        long residents = (long) figure("size: residents of the big city");
        return residents % 1_000_000 == 0
                ? residents / 1_000_000 + " million"
                : String.format(java.util.Locale.ROOT, "%,d", residents);
    }
}
