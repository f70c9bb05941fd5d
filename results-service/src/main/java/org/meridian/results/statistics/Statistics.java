package org.meridian.results.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.EveryRegion;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.results.statistics.PacedCounts.Pace;
import org.meridian.results.statistics.TubeCounts.Wanted;
import org.springframework.stereotype.Component;

/**
 * Answers analysts. Few questions at a time are worked on, on a pool of their own with a statement timeout, so that
 * however heavy they are the traffic does not wait for them.
 */
@Component
public class Statistics {

    /** What was being written when a day was settled is there so long after; longer than any upload's transaction. */
    static final Duration GRACE = Duration.ofHours(1);

    private final PacedCounts counts;
    private final StatisticsProperties properties;
    private final RememberedAnswers remembered;
    private final Semaphore free;
    private final Clock clock;

    Statistics(PacedCounts counts, StatisticsProperties properties, Clock clock) {
        this.counts = counts;
        this.properties = properties;
        this.remembered = new RememberedAnswers(clock, properties.rememberedFor());
        this.free = new Semaphore(properties.atOnce());
        this.clock = clock;
    }

    /**
     * @throws ProblemException 503 when as many questions as may be are worked on; 400 when the answer would be too long
     */
    public Answer answer(Question question) {
        @Nullable Answer before = remembered.find(question);
        if (before != null) {
            return before;
        }
        if (!free.tryAcquire()) {
            throw new ProblemException(ProblemType.OVERLOADED, "As many statistics as may be are computed already.")
                    .retryAfter(Duration.ofSeconds(2));
        }
        try {
            Answer answer = compute(question);
            if (answer.missingRegions().isEmpty()) {
                remembered.keep(question, answer);
            }
            return answer;
        } finally {
            free.release();
        }
    }

    private Answer compute(Question question) {
        @Nullable LocalDate last = lastPublished();
        LocalDate to = last == null || question.to().isBefore(last) ? question.to() : last;
        if (to.isBefore(question.from())) {
            return Answer.of(question, last, List.of(), List.of());
        }
        EveryRegion.Found<Counted> found = counts.count(
                new Wanted(
                        question.from(),
                        to.plusDays(1),
                        question.isBy(Dimension.DIVISION),
                        question.country(),
                        properties.settledAfter(),
                        properties.timeout(),
                        properties.groups()),
                new Pace(properties.rest(), properties.patience()));
        List<Row> rows = Rows.of(question, found.rows());
        if (rows.size() > properties.rows()) {
            throw TubeCounts.tooMuch();
        }
        return Answer.of(question, last, rows, found.missingRegions());
    }

    /** The last day that is settled; null when days are published as they stand. */
    private @Nullable LocalDate lastPublished() {
        return properties.isLive()
                ? null
                : LocalDate.ofInstant(
                                clock.instant().minus(properties.settledAfter()).minus(GRACE), ZoneOffset.UTC)
                        .minusDays(1);
    }
}
