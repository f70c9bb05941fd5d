package org.meridian.results.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Linear equations in row echelon form: which sums of the unknowns do they determine? */
final class Equations {

    private static final double NOTHING = 1e-7;

    private final int unknowns;
    private final List<double[]> rows = new ArrayList<>(); // each with a leading one
    private final List<Integer> leading = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Equations(int unknowns) {
        this.unknowns = unknowns;
    }

    /** @param coefficients of the unknowns, and behind them the known sum */
    void add(double[] coefficients) {
        if (!seen.add(Arrays.toString(coefficients))) {
            return;
        }
        double[] rest = reduced(coefficients);
        int lead = lead(rest);
        if (lead < 0) {
            if (Math.abs(rest[unknowns]) > NOTHING) {
                throw new IllegalStateException("the answers contradict each other");
            }
            return;
        }
        double by = rest[lead];
        for (int i = 0; i <= unknowns; i++) {
            rest[i] /= by;
        }
        rows.add(rest);
        leading.add(lead);
    }

    /** Whether these unknowns' sum follows from the equations. */
    boolean determine(double[] coefficients) {
        return lead(reduced(coefficients)) < 0;
    }

    private double[] reduced(double[] coefficients) {
        double[] rest = coefficients.clone();
        for (int row = 0; row < rows.size(); row++) {
            double by = rest[leading.get(row)];
            if (Math.abs(by) > NOTHING) {
                double[] minus = rows.get(row);
                for (int i = 0; i <= unknowns; i++) {
                    rest[i] -= by * minus[i];
                }
            }
        }
        return rest;
    }

    private int lead(double[] row) {
        for (int i = 0; i < unknowns; i++) {
            if (Math.abs(row[i]) > NOTHING) {
                return i;
            }
        }
        return -1;
    }
}
