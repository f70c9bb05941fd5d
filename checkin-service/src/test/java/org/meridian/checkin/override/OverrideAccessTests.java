package org.meridian.checkin.override;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meridian.checkin.status.Colour;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Point 8: who acts on an override, and on which. */
class OverrideAccessTests {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final Duration COUNTS = Duration.ofHours(24);
    private static final StaffId FIRST = new StaffId(new UUID(1, 1), "DEU");
    private static final StaffId SECOND = new StaffId(new UUID(2, 2), "DEU");

    private final ResidentId resident = new ResidentId(new UUID(5, 5), "DEU");

    private OverrideView override(State state, Instant decideBefore, Instant endsAt, @Nullable Instant endAskedAt) {
        return new OverrideView(
                new OverrideId(new UUID(7, 7), "DEU"),
                resident,
                Colour.RED,
                "Contact",
                new ProposeOverride.Evidence("A 1", "0".repeat(64)),
                state,
                FIRST,
                NOW.minusSeconds(60),
                decideBefore,
                endsAt,
                null,
                null,
                null,
                endAskedAt == null ? null : FIRST,
                endAskedAt,
                null,
                null,
                null);
    }

    private OverrideView override(State state) {
        return override(state, LATER, LATER, null);
    }

    private static Caller officer(String subject, Role... roles) {
        return new Caller(subject, Country.of("DEU"), Set.of(roles), FIRST, null, null, Instant.MAX);
    }

    private static void refused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }

    private static void allowed(ThrowingCallable call) {
        assertThatCode(call).doesNotThrowAnyException();
    }

    @Test
    void point8AnOfficerActsInTheOwnCountry() {
        Caller officer = officer("DEU-x", Role.HEALTH_OFFICER);
        allowed(() -> OverrideAccess.mustBeAtHome("DEU", officer));
        refused(ProblemType.FORBIDDEN, () -> OverrideAccess.mustBeAtHome("FRA", officer));
    }

    @Test
    void point8NobodyActsOnAnOverrideOfTheirOwn() {
        Caller self = officer(resident.toString(), Role.HEALTH_OFFICER, Role.RESIDENT);
        Caller other = officer(new ResidentId(new UUID(5, 6), "DEU").toString(), Role.HEALTH_OFFICER, Role.RESIDENT);
        Caller nobodyYet = officer(resident.toString(), Role.HEALTH_OFFICER);
        refused(ProblemType.FORBIDDEN, () -> OverrideAccess.mustNotBe(resident, self));
        allowed(() -> OverrideAccess.mustNotBe(resident, other));
        allowed(() -> OverrideAccess.mustNotBe(resident, nobodyYet));
        assertThat(OverrideAccess.mayHaveBecomeSomebody(nobodyYet)).isTrue();
        assertThat(OverrideAccess.mayHaveBecomeSomebody(other)).isFalse();
        assertThat(OverrideAccess.own().type()).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void point8WhoeverProposedDoesNotDecide() {
        refused(ProblemType.FORBIDDEN, () -> OverrideAccess.mustBeAnother(override(State.PENDING), FIRST));
        allowed(() -> OverrideAccess.mustBeAnother(override(State.PENDING), SECOND));
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "REJECTED"})
    void point8AnOverrideIsDecidedOnceAndInTime(State next) {
        allowed(() -> OverrideAccess.mustBeOpen(override(State.PENDING), next, NOW));
        for (State state : List.of(State.APPROVED, State.REJECTED, State.LAPSED, State.ENDED, State.EXPIRED)) {
            assertThatThrownBy(() -> OverrideAccess.mustBeOpen(override(state), next, NOW))
                    .hasMessageContaining("is " + state);
        }
        assertThatThrownBy(() -> OverrideAccess.mustBeOpen(override(State.PENDING, NOW, LATER, null), next, NOW))
                .hasMessageContaining("is LAPSED")
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.ALREADY_DECIDED));
    }

    @Test
    void point8OneThatIsOverIsRejectedAndNotApproved() {
        OverrideView over = override(State.PENDING, LATER, NOW, null);
        refused(ProblemType.CONFLICT, () -> OverrideAccess.mustBeOpen(over, State.APPROVED, NOW));
        allowed(() -> OverrideAccess.mustBeOpen(over, State.REJECTED, NOW));
    }

    @Test
    void point8OnlyWhatStandsIsEnded() {
        allowed(() -> OverrideAccess.mustStand(override(State.APPROVED), NOW));
        for (State state : List.of(State.PENDING, State.REJECTED, State.LAPSED, State.ENDED, State.EXPIRED)) {
            assertThatThrownBy(() -> OverrideAccess.mustStand(override(state), NOW))
                    .hasMessageContaining("is " + state);
        }
        assertThatThrownBy(() -> OverrideAccess.mustStand(override(State.APPROVED, LATER, NOW, null), NOW))
                .hasMessageContaining("is EXPIRED");
    }

    @Test
    void point8ItEndsByTheWordsOfTwoAndAnOldWishCountsNoMore() {
        assertThat(OverrideAccess.isAskedToEnd(override(State.APPROVED), COUNTS, NOW))
                .isFalse();
        assertThat(OverrideAccess.isAskedToEnd(override(State.APPROVED, LATER, LATER, NOW), COUNTS, NOW))
                .isTrue();
        assertThat(OverrideAccess.isAskedToEnd(override(State.APPROVED, LATER, LATER, NOW.minus(COUNTS)), COUNTS, NOW))
                .isFalse();
        OverrideView asked = override(State.APPROVED, LATER, LATER, NOW);
        assertThat(OverrideAccess.isAnotherThanAsked(asked, FIRST)).isFalse();
        assertThat(OverrideAccess.isAnotherThanAsked(asked, SECOND)).isTrue();
    }
}
