package org.meridian.platform.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.verify.Finding;
import org.meridian.platform.audit.verify.Finding.Kind;
import org.meridian.platform.audit.verify.Report;
import org.meridian.platform.trail.Intruder.Told;

/** Point 9: whatever the owner of a region's database does to a trail, at seeded random places, is found. */
class TamperingIT {

    private static final int PLACES = 15;
    private static final int LENGTH = 150;
    private static final String SERVICE = "registration";
    private static final Country AUT = Country.of("AUT");
    private static final Trails TRAILS = new Trails(SERVICE);
    private static Intruder intruder;

    /** An honest trail of some checkpoints; then the services end, so that nobody mends or notices anything. */
    @BeforeAll
    static void anHonestTrail() {
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

    @ParameterizedTest
    @ValueSource(strings = {"at", "actor", "roles", "action", "object", "detail", "trace_id"})
    void point9AnEditedEntryIsFound(String column) {
        everywhere(Set.of(Kind.EDITED), place -> {
            String value = column.equals("at")
                    ? "at + interval '1 microsecond' * " + (1 + place.random.nextInt(1_000))
                    : "'" + place.random.nextInt() + "'";
            intruder.run("UPDATE " + intruder.own("audit_event") + " SET " + column + " = " + value + " WHERE id = "
                    + place.event());
        });
    }

    @Test
    void point9ALinkThatFitsAnEditedEntryFitsTheOthersNoMore() {
        everywhere(Set.of(Kind.BROKEN, Kind.REWRITTEN), place -> {
            List<Told> story = intruder.story();
            story.set(place.index, story.get(place.index).saying("edited"));
            List<Told> upToHere = new ArrayList<>(story.subList(0, place.index + 1));
            // the rest is put back as it was
            intruder.retell(upToHere);
            for (String table : List.of("audit_event", "audit_link")) {
                intruder.run("INSERT INTO " + intruder.own(table) + " SELECT * FROM "
                        + intruder.kept(intruder.own(table)) + " ON CONFLICT DO NOTHING");
            }
        });
    }

    @Test
    void point9ADeletedEntryIsFound() {
        everywhere(
                Set.of(Kind.DELETED),
                place -> intruder.run("DELETE FROM " + intruder.own("audit_event") + " WHERE id = " + place.event()));
    }

    @Test
    void point9AnEntryDeletedWithItsLinkIsFound() {
        everywhere(Set.of(Kind.DELETED, Kind.TRUNCATED), place -> {
            intruder.run("DELETE FROM " + intruder.own("audit_event") + " WHERE id = " + place.event());
            intruder.run("DELETE FROM " + intruder.own("audit_link") + " WHERE" + intruder.here() + "AND seq = "
                    + place.seq());
        });
    }

    @Test
    void point9AGapThatIsClosedByOtherNumbersIsFound() {
        everywhere(Set.of(Kind.BROKEN, Kind.TRUNCATED), place -> {
            intruder.run("DELETE FROM " + intruder.own("audit_event") + " WHERE id = " + place.event());
            intruder.run("DELETE FROM " + intruder.own("audit_link") + " WHERE" + intruder.here() + "AND seq = "
                    + place.seq());
            intruder.run("UPDATE " + intruder.own("audit_link") + " SET seq = -seq WHERE" + intruder.here()
                    + "AND seq > " + place.seq());
            intruder.run("UPDATE " + intruder.own("audit_link") + " SET seq = -seq - 1 WHERE" + intruder.here()
                    + "AND seq < 0");
        });
    }

    @Test
    void point9SwappedEntriesAreFound() {
        everywhere(Set.of(Kind.EDITED), place -> {
            int other = place.other();
            intruder.run("UPDATE " + intruder.own("audit_link") + " l SET event_id = gen_random_uuid() WHERE"
                    + intruder.here() + "AND seq = " + place.seq());
            intruder.run("UPDATE " + intruder.own("audit_link") + " SET event_id = " + place.event() + " WHERE"
                    + intruder.here() + "AND seq = " + (other + 1));
            intruder.run("UPDATE " + intruder.own("audit_link") + " SET event_id = " + Place.event(other) + " WHERE"
                    + intruder.here() + "AND seq = " + place.seq());
        });
    }

    @Test
    void point9SwappedLinksAreFound() {
        everywhere(Set.of(Kind.BROKEN), place -> {
            long other = place.other() + 1L;
            for (String change : List.of(
                    "-1 WHERE" + intruder.here() + "AND seq = " + place.seq(),
                    place.seq() + " WHERE" + intruder.here() + "AND seq = " + other,
                    other + " WHERE" + intruder.here() + "AND seq = -1")) {
                intruder.run("UPDATE " + intruder.own("audit_link") + " SET seq = " + change);
            }
        });
    }

    @Test
    void point9AnEndThatIsCutOffWithItsCheckpointsIsFound() {
        everywhere(Set.of(Kind.TRUNCATED), place -> {
            intruder.retell(intruder.story().subList(0, place.index));
            for (String table : List.of("audit_checkpoint", "audit_receipt")) {
                intruder.run("DELETE FROM " + intruder.own(table) + " WHERE" + intruder.here() + "AND seq >= "
                        + place.seq());
            }
        });
    }

    @Test
    void point9AChainThatIsGoneAltogetherIsFound() {
        for (String table : List.of("audit_event", "audit_link", "audit_checkpoint", "audit_receipt")) {
            intruder.run("DELETE FROM " + intruder.own(table) + " WHERE" + intruder.here());
        }
        assertFound(Set.of(Kind.TRUNCATED), "all of it");
    }

    @Test
    void point9ABeginningThatIsCutOffIsFound() {
        everywhere(Set.of(Kind.DELETED, Kind.TRUNCATED), place -> {
            intruder.run("DELETE FROM " + intruder.own("audit_link") + " WHERE" + intruder.here() + "AND seq <= "
                    + place.seq());
        });
    }

    @Test
    void point9AnEntryWithAnEarlierTimeThanItsSealIsFound() {
        everywhere(Set.of(Kind.BACK_DATED), place -> {
            List<Told> story = intruder.story();
            story.add(intruder.invented(
                    Intruder.now().minus(Duration.ofMinutes(20 + place.random.nextInt(100_000))), Intruder.now()));
            intruder.retell(story);
        });
    }

    @Test
    void point9ASealWithAnEarlierTimeThanTheOneBeforeIsFound() {
        everywhere(Set.of(Kind.BACK_DATED), place -> {
            List<Told> story = intruder.story();
            var earlier = story.getLast().sealedAt().minus(Duration.ofMinutes(20 + place.random.nextInt(100_000)));
            story.add(intruder.invented(earlier, earlier));
            intruder.retell(story);
        });
    }

    @Test
    void point9AnEntryPutInBetweenIsFound() {
        everywhere(Set.of(Kind.REWRITTEN), place -> {
            List<Told> story = intruder.story();
            Told neighbour = story.get(place.index);
            story.add(place.index, intruder.invented(neighbour.entry().at(), neighbour.sealedAt()));
            intruder.retell(story);
        });
    }

    @Test
    void point9AnEntryOutsideTheChainIsFound() {
        everywhere(
                Set.of(Kind.INSERTED),
                place -> intruder.run("INSERT INTO " + intruder.own("audit_event")
                        + " SELECT gen_random_uuid(), country_code, at - interval '1 day', actor, roles, action, object,"
                        + " detail, trace_id FROM " + intruder.own("audit_event") + " WHERE id = " + place.event()));
    }

    /** What the intruder has besides the region's database. */
    enum Power {
        NOTHING_MORE,
        THE_REGIONS_KEY,
        THE_REGIONS_KEY_AND_ANOTHER_REGIONS_WITNESSES
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void point9ATrailRewrittenFromSomePlaceOnWithHashesThatFollowIsFound(Power power) {
        everywhere(Set.of(Kind.REWRITTEN), place -> {
            List<Told> story = intruder.story();
            story.set(place.index, story.get(place.index).saying("another story"));
            intruder.retell(story);
            use(power);
        });
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void point9ATrailRewrittenAltogetherIsFound(Power power) {
        List<Told> story = intruder.story();
        Collections.shuffle(story, new Random(9));
        story.replaceAll(told -> told.saying("nothing of the kind"));
        List<Told> invented = new ArrayList<>(story.size());
        List<Told> before = intruder.story();
        for (int i = 0; i < story.size(); i++) {
            invented.add(new Told(story.get(i).entry(), before.get(i).sealedAt()));
        }
        intruder.retell(invented);
        use(power);
        assertFound(Set.of(Kind.REWRITTEN), power.toString());
    }

    private static void use(Power power) {
        if (power == Power.NOTHING_MORE) {
            return;
        }
        intruder.sign("eu");
        intruder.run("DELETE FROM " + intruder.own("audit_receipt") + " WHERE" + intruder.here());
        if (power == Power.THE_REGIONS_KEY_AND_ANOTHER_REGIONS_WITNESSES) {
            intruder.persuade("us");
        }
    }

    @Test
    void point9CheckpointsSignedWithAnotherRegionsKeyAreFound() {
        intruder.sign("us");
        assertFound(Set.of(Kind.FORGED), "signed by us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us", "ap"})
    void point9AWitnessThatIsRemovedInOneRegionIsFound(String region) {
        intruder.runIn(
                region,
                "DELETE FROM " + intruder.witness(region) + " WHERE chain = 'AUT' AND seq = (SELECT min(seq)" + " FROM "
                        + intruder.witness(region) + " WHERE chain = 'AUT')");
        assertFound(Set.of(Kind.WITNESS_REMOVED), region);
    }

    @Test
    void point9ACheckpointThatIsRemovedIsFound() {
        intruder.run("DELETE FROM " + intruder.own("audit_checkpoint") + " WHERE" + intruder.here());
        assertFound(Set.of(Kind.CHECKPOINT_REMOVED), "own checkpoints");
    }

    /** One of the seeded places: 0 is the first entry. */
    private record Place(int index, Random random) {

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

    private interface Deed {
        void at(Place place);
    }

    /** At the first and the last entry and at random ones; each time everything else is as it was. */
    private static void everywhere(Set<Kind> expected, Deed deed) {
        Random random = new Random(20260922);
        for (int i = 0; i < PLACES; i++) {
            int index = i == 0 ? 0 : i == 1 ? LENGTH - 1 : random.nextInt(LENGTH);
            deed.at(new Place(index, random));
            assertFound(expected, "at " + index);
            intruder.restore();
        }
    }

    /** One of these kinds, and more than nothing. */
    private static void assertFound(Set<Kind> expected, String where) {
        Report report = TRAILS.verify(List.of(AUT));
        Set<Kind> kinds = report.findings().stream().map(Finding::kind).collect(Collectors.toSet());
        assertThat(kinds).as(where + ": " + report.findings()).containsAnyElementsOf(expected);
        assertThat(report.isClean()).isFalse();
    }
}
