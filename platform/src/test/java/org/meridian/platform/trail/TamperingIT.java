package org.meridian.platform.trail;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.audit.verify.Finding.Kind;

/** Point 9: whatever the owner of a region's database does to the rows of a trail is found. */
class TamperingIT extends TamperingFixture {

    @ParameterizedTest
    @ValueSource(strings = {"at", "actor", "roles", "action", "object", "detail", "trace_id"})
    void point9AnEditedEntryIsFound(String column) {
        everywhere(Set.of(Kind.EDITED), place -> {
            String value = column.equals("at")
                    ? "at + interval '1 microsecond' * " + (1 + place.random().nextInt(1_000))
                    : "'" + place.random().nextInt() + "'";
            intruder.run("UPDATE " + intruder.own("audit_event") + " SET " + column + " = " + value + " WHERE id = "
                    + place.event());
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
    void point9AnEntryOutsideTheChainIsFound() {
        everywhere(
                Set.of(Kind.INSERTED),
                place -> intruder.run("INSERT INTO " + intruder.own("audit_event")
                        + " SELECT gen_random_uuid(), country_code, at - interval '1 day', actor, roles, action, object,"
                        + " detail, trace_id FROM " + intruder.own("audit_event") + " WHERE id = " + place.event()));
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
}
