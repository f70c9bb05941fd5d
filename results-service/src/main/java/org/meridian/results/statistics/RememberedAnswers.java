package org.meridian.results.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last answers, for a short time and up to a number of rows in all. Nothing is in them that is not published. */
final class RememberedAnswers {

    private static final int MOST_ROWS = 50_000;

    private record Kept(Answer answer, Instant until) {

        /** An answer without rows takes room, too. */
        int weight() {
            return answer.rows().size() + 10;
        }
    }

    private final Clock clock;
    private final Duration lifetime;
    private final Map<Question, Kept> answers = new LinkedHashMap<>();
    private int weight;

    RememberedAnswers(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    synchronized @Nullable Answer find(Question question) {
        Kept kept = answers.get(question);
        return kept != null && clock.instant().isBefore(kept.until()) ? kept.answer() : null;
    }

    /** The oldest make room. */
    synchronized void keep(Question question, Answer answer) {
        if (lifetime.isZero()) {
            return;
        }
        Kept before = answers.remove(question);
        weight -= before == null ? 0 : before.weight();
        Kept kept = new Kept(answer, clock.instant().plus(lifetime));
        answers.put(question, kept);
        weight += kept.weight();
        Iterator<Kept> oldest = answers.values().iterator();
        while (weight > MOST_ROWS && oldest.hasNext()) {
            weight -= oldest.next().weight();
            oldest.remove();
        }
    }

    synchronized int rows() {
        return answers.values().stream()
                .mapToInt(kept -> kept.answer().rows().size())
                .sum();
    }
}
