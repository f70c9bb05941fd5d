package org.meridian.results.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;

/** Puts what is published of each day into the rows of a question. */
final class Rows {

    private static final Comparator<Key> ORDER = Comparator.comparing(
                    Key::country, Comparator.nullsFirst(Comparator.<Country>naturalOrder()))
            .thenComparing(Key::day, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(Key::division, Comparator.nullsFirst(Rows::divisions));

    private record Key(
            @Nullable Country country,
            @Nullable LocalDate day,
            @Nullable String division) {}

    private record CountryDay(Country country, LocalDate day) {}

    private Rows() {}

    /** @param counts by division if the question is, so that a division's counts do not depend on it otherwise */
    static List<Row> of(Question question, List<Counted> counts) {
        Map<CountryDay, List<Counted>> days =
                new TreeMap<>(Comparator.comparing(CountryDay::country).thenComparing(CountryDay::day));
        for (Counted count : counts) {
            days.computeIfAbsent(new CountryDay(count.country(), count.day()), day -> new ArrayList<>())
                    .add(count);
        }
        Map<Key, RowSums> rows = new TreeMap<>(ORDER);
        days.forEach((day, ofDay) -> {
            PublishedDay published = PublishedDay.of(day.country(), day.day(), ofDay);
            published
                    .blocks()
                    .forEach(block -> at(rows, key(question, block.country(), block.day(), block.cell()))
                            .add(block));
            published
                    .leftOut()
                    .forEach(left -> at(rows, key(question, left.country(), left.day(), left.cell()))
                            .add(left));
        });
        List<Row> answer = new ArrayList<>();
        rows.forEach((key, sums) -> {
            if (!sums.isEmpty()) {
                answer.add(sums.row(key.country(), key.day(), key.division()));
            }
        });
        return List.copyOf(answer);
    }

    private static RowSums at(Map<Key, RowSums> rows, Key key) {
        return Objects.requireNonNull(rows.computeIfAbsent(key, k -> new RowSums()));
    }

    private static Key key(Question question, Country country, LocalDate day, String cell) {
        boolean byDivision = question.isBy(Dimension.DIVISION);
        return new Key(
                byDivision || question.isBy(Dimension.COUNTRY) ? country : null,
                question.isBy(Dimension.DAY) ? day : null,
                byDivision ? cell : null);
    }

    /** In their own order, the rest at the end. */
    private static int divisions(String one, String two) {
        boolean first = one.equals(Block.OTHER);
        boolean second = two.equals(Block.OTHER);
        return first || second ? Boolean.compare(first, second) : one.compareTo(two);
    }
}
