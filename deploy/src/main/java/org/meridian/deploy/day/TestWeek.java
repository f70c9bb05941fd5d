package org.meridian.deploy.day;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A real week's share of positive tests (Robert Koch-Institut, PCR tests in Germany).
 *
 * @param week ISO week, for example {@code 2020-W53}
 * @param positiveRatio 0 to 1
 */
record TestWeek(String week, double positiveRatio) {

    static TestWeek of(String week) {
        var in = Objects.requireNonNull(TestWeek.class.getResourceAsStream("/day/rki-pcr-tests-weekly.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split(",", -1))
                    .filter(cells -> cells[0].equals(week))
                    .findFirst()
                    .map(cells -> new TestWeek(week, Double.parseDouble(cells[5])))
                    .orElseThrow(() -> new IllegalArgumentException("no figures for week " + week));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many of so many people are positive, at least one so that there is something to see. */
    int positivesAmong(int people) {
        return Math.max(1, (int) Math.round(people * positiveRatio));
    }
}
