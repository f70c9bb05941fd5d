package org.meridian.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What an experiment found so far. */
public final class Findings {

    private final List<Check> checks = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Consumer<String> listener;

    public Findings() {
        this(remark -> {});
    }

    /** @param listener is told each remark at once, for whoever watches a run of an hour */
    public Findings(Consumer<String> listener) {
        this.listener = listener;
    }

    public synchronized void add(Check check) {
        checks.add(check);
    }

    public synchronized void add(Figure figure) {
        figures.add(figure);
    }

    public synchronized void add(Series one) {
        series.add(one);
    }

    /** All that another run found. */
    public void addAll(Findings others) {
        others.checks().forEach(this::add);
        others.figures().forEach(this::add);
        others.series().forEach(this::add);
        others.remarks().forEach(this::remark);
    }

    /** A sentence that belongs beside the figures. */
    public synchronized void remark(String text) {
        remarks.add(text);
        listener.accept(text);
    }

    public synchronized List<Check> checks() {
        return List.copyOf(checks);
    }

    public synchronized List<Figure> figures() {
        return List.copyOf(figures);
    }

    public synchronized List<Series> series() {
        return List.copyOf(series);
    }

    public synchronized List<String> remarks() {
        return List.copyOf(remarks);
    }

    public synchronized boolean passed() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::pass);
    }
}
