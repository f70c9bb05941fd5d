package org.meridian.bench.size;

import java.util.List;
import org.meridian.bench.measure.CpuCount;

/**
 * What was measured while one region worked and the other rested.
 *
 * @param rate served a second
 */
record Window(double rate, long served, long failed, CpuCount.Used cpu) {

    /** Of the platform's processes together: whatever else the machine does counts little in it. */
    double microsEach() {
        return cpu.perRequest(served).entrySet().stream()
                .filter(e -> !e.getKey().equals(CpuCount.OTHERS) && !e.getKey().equals("generator"))
                .mapToDouble(java.util.Map.Entry::getValue)
                .sum();
    }

    double microsEach(String process) {
        return cpu.perRequest(served).getOrDefault(process, 0.0);
    }

    /** The middle one: a window may meet something else that this machine does. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
