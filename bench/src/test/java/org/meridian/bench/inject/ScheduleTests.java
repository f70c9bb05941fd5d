package org.meridian.bench.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.bench.inject.Fault.Kind;
import org.meridian.bench.inject.Schedule.Strike;

class ScheduleTests {

    private static final List<Kind> ALL = List.of(Kind.values());

    @Test
    void theSameSeedMakesTheSameFaultsAndAnotherOneOthers() {
        assertThat(Schedule.of(ALL, 20, 1000, 7)).isEqualTo(Schedule.of(ALL, 20, 1000, 7));
        assertThat(Schedule.of(ALL, 20, 1000, 7)).isNotEqualTo(Schedule.of(ALL, 20, 1000, 8));
    }

    @Test
    void everyKindComesAndInOrderWithinTheRun() {
        List<Strike> strikes = Schedule.of(ALL, ALL.size(), 1000, 3).strikes();
        assertThat(strikes).extracting(strike -> strike.fault().kind()).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(strikes).extracting(Strike::after).isSorted().allMatch(after -> after >= 30 && after <= 930);
    }

    @Test
    void overTwentySeedsEveryProcessIsKilled() {
        assertThat(java.util.stream.LongStream.range(0, 20)
                        .mapToObj(seed -> Schedule.of(ALL, 2 * ALL.size(), 1000, seed))
                        .flatMap(schedule -> schedule.strikes().stream())
                        .map(Strike::fault)
                        .filter(fault -> fault.kind() == Kind.KILL)
                        .map(Fault::where))
                .contains("registration", "sampling", "results", "checkin", "db", "gateway");
    }
}
