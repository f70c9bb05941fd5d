package org.meridian.platform.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.verify.Finding;
import org.meridian.platform.audit.verify.Finding.Kind;
import org.meridian.platform.audit.verify.Report;

/** Whatever somebody does who owns a region's database, at the first, the last and seeded random places of a trail. */
abstract class TamperingFixture {

    private static final int PLACES = 15;
    private static final int LENGTH = 150;
    private static final String SERVICE = "registration";
    private static final Country AUT = Country.of("AUT");
    private static final Trails TRAILS = new Trails(SERVICE);
    static Intruder intruder;

    /** An honest trail of some checkpoints, for all who tamper; then the services end, so that nobody mends or notices anything. */
    @BeforeAll
    static void anHonestTrail() {
        if (intruder != null) {
            return;
        }
        try (TRAILS) {
            Trails.REGIONS.forEach(TRAILS::start);
            for (int i = 0; i < 3; i++) {
                TRAILS.act(AUT, LENGTH / 3);
                await().atMost(Duration.ofSeconds(60)).until(() -> TRAILS.isWitnessed(AUT));
            }
        }
        intruder = new Intruder(TRAILS, SERVICE, AUT);
    }

    @AfterEach
    void restore() {
        intruder.restore();
        assertThat(TRAILS.verify(List.of(AUT)).findings()).as("as it was").isEmpty();
    }

    /** One of the seeded places: 0 is the first entry. */
    record Place(int index, Random random) {

        long seq() {
            return index + 1L;
        }

        String event() {
            return event(index);
        }

        static String event(int index) {
            return "(SELECT event_id FROM " + intruder.kept(intruder.own("audit_link")) + " WHERE seq = " + (index + 1)
                    + ")";
        }

        int other() {
            return (index + 1 + random.nextInt(LENGTH - 1)) % LENGTH;
        }
    }

    interface Deed {
        void at(Place place);
    }

    /** At the first and the last entry and at random ones; each time everything else is as it was. */
    static void everywhere(Set<Kind> expected, Deed deed) {
        Random random = new Random(20260922);
        for (int i = 0; i < PLACES; i++) {
            int index = i == 0 ? 0 : i == 1 ? LENGTH - 1 : random.nextInt(LENGTH);
            deed.at(new Place(index, random));
            assertFound(expected, "at " + index);
            intruder.restore();
        }
    }

    /** One of these kinds, and more than nothing. */
    static void assertFound(Set<Kind> expected, String where) {
        Report report = TRAILS.verify(List.of(AUT));
        Set<Kind> kinds = report.findings().stream().map(Finding::kind).collect(Collectors.toSet());
        assertThat(kinds).as(where + ": " + report.findings()).containsAnyElementsOf(expected);
        assertThat(report.isClean()).isFalse();
    }
}
