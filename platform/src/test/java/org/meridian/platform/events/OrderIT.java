package org.meridian.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meridian.platform.outbox.Outbox.NewEvent;

/** Point 5: events of one subject are handled in order, whatever fails on the way. */
class OrderIT extends EventsFixture {

    @Test
    void point5NoneIsHandledBeforeAnOlderOneOfItsSubject() {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String subject = "subject-" + i % 10;
            String name = "%s/%03d".formatted(subject, i);
            events.add(new NewEvent("results", i % 3 == 0 ? FRA : DEU, Effects.TYPE, subject, List.of(name)));
            if (i % 17 == 0) {
                effects.slippery.add(name);
            }
        }
        WIRE.next(new Wire.Fate.AnswerLost());
        transactions.run(DEU, () -> outbox.appendAll(events));
        delivered();
        assertThat(done(DEU).size() + done(FRA).size()).isEqualTo(200);
        for (String subject :
                IntStream.range(0, 10).mapToObj(i -> "subject-" + i).toList()) {
            assertThat(placesOf(subject)).hasSize(20).isSorted();
        }
    }

    /** The names of one subject in the order in which they were handled; they sort as they were told. */
    private List<String> placesOf(String subject) {
        record Done(int place, String element) {}
        List<Done> all = new ArrayList<>();
        for (String country : List.of("DEU", "FRA")) {
            all.addAll(
                    jdbc.sql("SELECT place, element FROM effect WHERE country_code = :country AND subject = :subject")
                            .param("country", country)
                            .param("subject", subject)
                            .query(Done.class)
                            .list());
        }
        return all.stream()
                .sorted(java.util.Comparator.comparingInt(Done::place))
                .map(Done::element)
                .toList();
    }
}
