package org.meridian.results.statistics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.results.verdict.Outcome;

/** A few countries, days and divisions with counts around the threshold, the same for the same seed. */
record SmallWorld(List<Country> countries, List<LocalDate> days, List<String> divisions, List<Counted> counts) {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    static SmallWorld of(long seed) {
        Random random = new Random(seed);
        List<Country> countries =
                List.of(Country.of("DEU"), Country.of("USA"), Country.of("TWN")).subList(0, 1 + random.nextInt(3));
        List<LocalDate> days =
                FIRST.datesUntil(FIRST.plusDays(1 + random.nextInt(3))).toList();
        List<String> divisions = List.of("11", "12", "13", "14").subList(0, 2 + random.nextInt(3));
        List<Counted> counts = new ArrayList<>();
        for (Country country : countries) {
            for (LocalDate day : days) {
                int most = List.of(4, 12, 25, 60).get(random.nextInt(4));
                for (String division : divisions) {
                    if (random.nextInt(6) > 0) { // sometimes nobody is tested there
                        addCell(random, counts, country, day, random.nextInt(12) == 0 ? "" : division, most);
                    }
                }
            }
        }
        return new SmallWorld(countries, days, divisions, List.copyOf(counts));
    }

    private static void addCell(
            Random random, List<Counted> counts, Country country, LocalDate day, String division, int most) {
        for (Outcome outcome : Outcome.values()) {
            for (boolean pool : new boolean[] {true, false}) {
                int tubes = random.nextInt(3) == 0 ? 0 : random.nextInt(most);
                int people = 0;
                for (int tube = 0; tube < tubes; tube++) {
                    people += pool ? random.nextInt(outcome == Outcome.INVALID ? 0 : 1, 11) : 1;
                }
                if (tubes > 0) {
                    counts.add(new Counted(country, day, division, pool, outcome, new Tally(tubes, people)));
                }
            }
        }
    }

    /** Every range of days, by every subset of the dimensions, of every country and of all. */
    List<Question> questions() {
        List<@Nullable Country> which = new ArrayList<>(countries);
        which.add(null);
        List<Question> questions = new ArrayList<>();
        for (Set<Dimension> by : subsets()) {
            for (int from = 0; from < days.size(); from++) {
                for (int to = from; to < days.size(); to++) {
                    for (Country country : which) {
                        questions.add(Question.of(days.get(from), days.get(to), by, country));
                    }
                }
            }
        }
        return questions;
    }

    private static List<Set<Dimension>> subsets() {
        List<Set<Dimension>> subsets = new ArrayList<>();
        subsets.add(EnumSet.noneOf(Dimension.class));
        for (Dimension dimension : Dimension.values()) {
            for (Set<Dimension> without : List.copyOf(subsets)) {
                Set<Dimension> with = EnumSet.of(dimension);
                with.addAll(without);
                subsets.add(with);
            }
        }
        return subsets;
    }

    /** What the database would answer to a question. */
    List<Counted> counted(Question question) {
        return counts.stream()
                .filter(c -> question.country() == null || question.country().equals(c.country()))
                .filter(c -> !c.day().isBefore(question.from()) && !c.day().isAfter(question.to()))
                .map(c -> question.isBy(Dimension.DIVISION)
                        ? c
                        : new Counted(c.country(), c.day(), "", c.pool(), c.outcome(), c.tally()))
                .toList();
    }

    List<Counted> counted(LocalDate day, Country country, boolean byDivision) {
        Set<Dimension> by = byDivision ? EnumSet.of(Dimension.DIVISION) : EnumSet.noneOf(Dimension.class);
        return counted(Question.of(day, day, by, country));
    }
}
