package org.meridian.results.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Divides one count into the divisions that may be published and a rest that may. Small divisions go into the rest; a rest
 * that is small itself, be it zero, would follow by subtraction, so it swallows the smallest of the others until it is not.
 */
final class Cells {

    private static final Comparator<Map.Entry<String, Tally>> SMALLEST = Comparator.comparingLong(
                    (Map.Entry<String, Tally> cell) -> cell.getValue().tubes())
            .thenComparingLong(cell -> cell.getValue().people())
            .thenComparing(Map.Entry::getKey);

    private Cells() {}

    /**
     * @param byDivision all divisions where anybody was tested that day, those included that have none of this count;
     *     the tubes of unknown division under the empty name
     * @return the cells, {@link Block#OTHER} among them unless every division is published; empty when even the whole
     *     must not be
     */
    static Map<String, Tally> published(Map<String, Tally> byDivision) {
        Tally whole = byDivision.values().stream().reduce(Tally.ZERO, Tally::plus);
        if (!whole.isPublishable()) {
            return Map.of();
        }
        Map<String, Tally> cells = new TreeMap<>();
        List<Tally> rest = new ArrayList<>();
        byDivision.forEach((division, tally) -> {
            if (tally.isPublishable() && !division.isEmpty()) {
                cells.put(division, tally);
            } else {
                rest.add(tally);
            }
        });
        if (rest.isEmpty()) {
            return cells;
        }
        Tally other = rest.stream().reduce(Tally.ZERO, Tally::plus);
        while (!other.isPublishable()) {
            String smallest = Collections.min(cells.entrySet(), SMALLEST).getKey();
            other = other.plus(Objects.requireNonNull(cells.remove(smallest)));
        }
        cells.put(Block.OTHER, other);
        return cells;
    }
}
