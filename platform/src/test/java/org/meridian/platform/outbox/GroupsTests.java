package org.meridian.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;

class GroupsTests {

    @Test
    void eventsOfACountryAndTypeGoTogetherThoughOthersLieBetween() {
        assertThat(groups("DEU/A/1", "FRA/A/2", "DEU/A/3", "DEU/B/4", "FRA/A/5"))
                .containsExactly(List.of("DEU/A/1", "DEU/A/3"), List.of("FRA/A/2", "FRA/A/5"), List.of("DEU/B/4"));
    }

    @Test
    void anEventDoesNotPassAnOlderOneOfItsSubject() {
        assertThat(groups("DEU/A/1", "DEU/B/1", "DEU/A/1", "DEU/A/2", "DEU/B/2"))
                .containsExactly(
                        List.of("DEU/A/1"), List.of("DEU/B/1"), List.of("DEU/A/1", "DEU/A/2"), List.of("DEU/B/2"));
    }

    @Test
    void nothingIsNoGroup() {
        assertThat(groups()).isEmpty();
    }

    /** Written as country/type/subject. */
    private static List<List<String>> groups(String... events) {
        List<Event> all = Arrays.stream(events)
                .map(text -> text.split("/"))
                .map(parts -> new Event(UUID.randomUUID(), parts[1], parts[2], Country.of(parts[0]), "[]"))
                .toList();
        return Groups.of(all).stream()
                .map(group -> group.stream()
                        .map(event -> event.targetCountry() + "/" + event.type() + "/" + event.subject())
                        .toList())
                .toList();
    }
}
