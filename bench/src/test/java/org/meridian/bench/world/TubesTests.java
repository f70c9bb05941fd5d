package org.meridian.bench.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TubesTests {

    @Test
    void everyPersonIsInExactlyOneTubeAndNumbersHaveNoGaps() {
        Tubes tubes = new Tubes("T", 57, 5, 10, 1000, Instant.EPOCH);
        long next = 1000;
        for (int i = 0; i < tubes.count(); i++) {
            assertThat(tubes.firstPerson(i)).as("tube %d", i).isEqualTo(next);
            next += tubes.capacity(i);
        }
        assertThat(tubes.people()).isEqualTo(next - 1000);
    }

    @Test
    void withoutPoolsEachTubeHoldsOnePerson() {
        Tubes tubes = new Tubes("T", 100, 0, 1, 0, Instant.EPOCH);
        assertThat(tubes.people()).isEqualTo(100);
        assertThat(tubes.firstPerson(42)).isEqualTo(42);
    }

    @Test
    void theSameSeedGivesTheSamePeopleAndAnotherSeedOthers() {
        People people = new People(7, "DEU");
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(people.id(i));
        }
        assertThat(ids).hasSize(10_000).contains(new People(7, "DEU").id(42));
        assertThat(new People(8, "DEU").id(42)).isNotEqualTo(people.id(42));
    }
}
