package org.meridian.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTests {

    @Test
    void theSameSeedMakesTheSameDay() {
        assertThat(new Plan("T", 200, 7).first()).isEqualTo(new Plan("T", 200, 7).first());
        assertThat(new Plan("T", 200, 7).first()).isNotEqualTo(new Plan("T", 200, 8).first());
    }

    @Test
    void aDayHasPoolsOfEveryOutcomeTravellersAndCorrections() {
        Plan plan = new Plan("T", 1000, 1);
        List<TubeJob> pools =
                plan.first().stream().filter(j -> j.capacity() > 1).toList();
        assertThat(pools).hasSizeBetween(230, 370);
        assertThat(pools)
                .extracting(TubeJob::outcome)
                .contains("NEGATIVE", "POSITIVE", "INCONCLUSIVE", "INVALID", TubeJob.VOID);
        assertThat(plan.first()).anyMatch(j -> !j.correctedTo().isEmpty());
        assertThat(plan.first())
                .anyMatch(j -> j.people().stream().anyMatch(p -> p.countryCode().equals("FRA")));
    }

    @Test
    void whoWasInAPositivePoolIsTestedAloneAndOneOfThemIsPositive() {
        Plan plan = new Plan("T", 1000, 1);
        TubeJob pool = plan.first().stream()
                .filter(j -> j.capacity() == 10 && j.outcome().equals("POSITIVE"))
                .findFirst()
                .orElseThrow();
        List<TubeJob> next = plan.after(pool);
        assertThat(next).hasSizeBetween(1, 10).allMatch(j -> j.capacity() == 1 && j.round() == 1);
        assertThat(plan.after(pool)).isEqualTo(next);
        assertThat(next).extracting(TubeJob::barcode).doesNotHaveDuplicates();
    }

    @Test
    void aNegativeTubeIsFollowedByNothing() {
        Plan plan = new Plan("T", 100, 1);
        TubeJob negative = plan.first().stream()
                .filter(j -> j.outcome().equals("NEGATIVE"))
                .findFirst()
                .orElseThrow();
        assertThat(plan.after(negative)).isEmpty();
    }
}
