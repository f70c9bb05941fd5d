package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.checkin.override.ColourComparisons;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.StaffId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Point 8: a colour that somebody writes into the database rests on nothing, and does not last. */
class ColourComparisonIT extends OverrideTestBase {

    private static final String STATUS = "UPDATE checkin.health_status_eu SET ";
    private static final String OF = " WHERE resident_id = ?";

    @Autowired
    private ApplicationContext context;

    private static void tamper(String sql, Object... values) {
        try (Connection connection = TestCluster.shared().owner("eu").getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As the next reader sees it who has nothing in memory. */
    private String colourNow() {
        clock.forward(Duration.ofSeconds(31));
        return colour(erika);
    }

    private void compare() {
        ColourComparisons.once(context);
    }

    private List<String> alarms(String action) {
        return jdbc.sql("SELECT object FROM audit_event WHERE country_code = 'DEU' AND action = :action ORDER BY id")
                .param("action", action)
                .query(String.class)
                .list();
    }

    @Test
    void point8WhatTwoOfficersHaveDecidedStays() {
        String id = anOverride(erika, "RED");
        compare();
        assertThat(colourNow()).isEqualTo("RED");
        assertThat(audited(id)).containsExactly("override.proposed", "override.approved");
        end(id, officer(ada));
        compare();
        assertThat(colourNow()).as("one has asked for its end").isEqualTo("RED");
        end(id, officer(ben));
        compare();
        assertThat(colourNow()).isEqualTo("GREEN");
        assertThat(audited(id)).endsWith("override.ended").doesNotContain("override.unfounded", "override.restored");
    }

    @Test
    void point8AColourWithoutAnyDecisionIsTakenAway() {
        tamper(
                STATUS + "override_id = ?, override_colour = 'RED', override_ends_at = now() + interval '1 day'" + OF,
                UUID.randomUUID(),
                erika.id());
        assertThat(colourNow()).as("what was written works until it is found").isEqualTo("RED");
        compare();
        assertThat(colourNow()).isEqualTo("GREEN");
        int before = alarms("override.unfounded").size();
        tamper(STATUS + "override_colour = 'RED', override_ends_at = now() + interval '1 day'" + OF, erika.id());
        assertThat(colourNow()).isEqualTo("RED");
        compare();
        assertThat(colourNow()).as("also without the id of a decision").isEqualTo("GREEN");
        assertThat(alarms("override.unfounded")).hasSize(before + 1).last().isEqualTo("DEU");
    }

    @Test
    void point8AProposalIsNoDecision() {
        String id = propose(erika, "RED", ada).at("/overrideId");
        UUID override = jdbc.sql("SELECT id FROM health_override WHERE resident_id = :r AND country_code = 'DEU'")
                .param("r", erika.id())
                .query(UUID.class)
                .single();
        tamper(
                STATUS + "override_id = ?, override_colour = 'RED', override_ends_at ="
                        + " (SELECT ends_at FROM checkin.health_override_eu WHERE id = ?)" + OF,
                override,
                override,
                erika.id());
        compare();
        assertThat(colourNow()).isEqualTo("GREEN");
        assertThat(audited(id)).containsExactly("override.proposed", "override.unfounded");
    }

    @Test
    void point8ADecisionThatTheAuditTrailDoesNotTellIsNone() {
        UUID override = UUID.randomUUID();
        StaffId invented = ada;
        tamper(
                "INSERT INTO checkin.health_override_eu (id, country_code, resident_id, colour, reason,"
                        + " evidence_reference, evidence_sha256, state, proposed_by, proposed_at, decide_before, ends_at,"
                        + " decided_by, decided_at, decision_reason) VALUES (?, 'DEU', ?, 'RED', 'r', 'e', ?, 'APPROVED', ?,"
                        + " now(), now(), date_trunc('day', now()) + interval '2 days', ?, now(), 'r')",
                override,
                erika.id(),
                SHA256,
                invented.id(),
                ben.id());
        compare();
        assertThat(colourNow()).as("it is not put where it does not show").isEqualTo("GREEN");
        tamper(
                STATUS + "override_id = ?, override_colour = 'RED', override_ends_at ="
                        + " date_trunc('day', now()) + interval '2 days'" + OF,
                override,
                erika.id());
        assertThat(colourNow()).isEqualTo("RED");
        compare();
        assertThat(colourNow()).isEqualTo("GREEN");
    }

    @Test
    void point8AnotherColourThanWasDecidedIsPutRight() {
        String id = anOverride(erika, "RED");
        tamper(STATUS + "override_colour = 'YELLOW'" + OF, erika.id());
        assertThat(colourNow()).isEqualTo("YELLOW");
        compare();
        assertThat(colourNow()).isEqualTo("RED");
        tamper(STATUS + "override_id = NULL, override_colour = NULL, override_ends_at = NULL" + OF, erika.id());
        assertThat(colourNow()).isEqualTo("GREEN");
        compare();
        assertThat(colourNow()).isEqualTo("RED");
        assertThat(audited(id)).endsWith("override.unfounded", "override.restored", "override.restored");
    }
}
