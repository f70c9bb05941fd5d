package org.meridian.platform.trail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meridian.platform.audit.verify.Finding.Kind;
import org.meridian.platform.trail.Intruder.Told;

/** Point 9: another story, with hashes that follow from each other, is found, also with keys and witnesses that are made to fit. */
class RetoldTrailIT extends TamperingFixture {

    @Test
    void point9ALinkThatFitsAnEditedEntryFitsTheOthersNoMore() {
        everywhere(Set.of(Kind.BROKEN, Kind.REWRITTEN), place -> {
            List<Told> story = intruder.story();
            story.set(place.index(), story.get(place.index()).saying("edited"));
            List<Told> upToHere = new ArrayList<>(story.subList(0, place.index() + 1));
            // the rest is put back as it was
            intruder.retell(upToHere);
            for (String table : List.of("audit_event", "audit_link")) {
                intruder.run("INSERT INTO " + intruder.own(table) + " SELECT * FROM "
                        + intruder.kept(intruder.own(table)) + " ON CONFLICT DO NOTHING");
            }
        });
    }

    @Test
    void point9AnEndThatIsCutOffWithItsCheckpointsIsFound() {
        everywhere(Set.of(Kind.TRUNCATED), place -> {
            intruder.retell(intruder.story().subList(0, place.index()));
            for (String table : List.of("audit_checkpoint", "audit_receipt")) {
                intruder.run("DELETE FROM " + intruder.own(table) + " WHERE" + intruder.here() + "AND seq >= "
                        + place.seq());
            }
        });
    }

    @Test
    void point9AnEntryWithAnEarlierTimeThanItsSealIsFound() {
        everywhere(Set.of(Kind.BACK_DATED), place -> {
            List<Told> story = intruder.story();
            story.add(intruder.invented(
                    Intruder.now().minus(Duration.ofMinutes(20 + place.random().nextInt(100_000))), Intruder.now()));
            intruder.retell(story);
        });
    }

    @Test
    void point9ASealWithAnEarlierTimeThanTheOneBeforeIsFound() {
        everywhere(Set.of(Kind.BACK_DATED), place -> {
            List<Told> story = intruder.story();
            var earlier = story.getLast()
                    .sealedAt()
                    .minus(Duration.ofMinutes(20 + place.random().nextInt(100_000)));
            story.add(intruder.invented(earlier, earlier));
            intruder.retell(story);
        });
    }

    @Test
    void point9AnEntryPutInBetweenIsFound() {
        everywhere(Set.of(Kind.REWRITTEN), place -> {
            List<Told> story = intruder.story();
            Told neighbour = story.get(place.index());
            story.add(place.index(), intruder.invented(neighbour.entry().at(), neighbour.sealedAt()));
            intruder.retell(story);
        });
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
            story.set(place.index(), story.get(place.index()).saying("another story"));
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
}
