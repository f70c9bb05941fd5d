package org.meridian.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Something over the seconds of a run, for a plot. */
public record Series(String name, String unit, List<Double> values) {

    public static <T> Series of(String name, String unit, List<T> points, ToDoubleFunction<T> value) {
        return new Series(name, unit, points.stream().map(value::applyAsDouble).toList());
    }
}
