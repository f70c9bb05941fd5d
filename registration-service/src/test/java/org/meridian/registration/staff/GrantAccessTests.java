package org.meridian.registration.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Role;

/** Point 8: who decides on a grant, and on which. */
class GrantAccessTests {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final byte[] GRANTER = {1, 1};
    private static final byte[] HOLDER = {2, 2};
    private static final byte[] ANOTHER = {3, 3};

    private final GrantId id = new GrantId(new UUID(1, 1), "DEU");
    private final StaffId account = new StaffId(new UUID(9, 9), "USA");

    private GrantRow grant(GrantStatus status, Instant expiresAt, Instant decideBefore) {
        return new GrantRow(
                id,
                new StaffId(new UUID(2, 2), "DEU"),
                Role.HEALTH_OFFICER,
                expiresAt,
                status,
                HOLDER,
                new StaffId(new UUID(3, 3), "USA"),
                GRANTER,
                NOW.minus(Duration.ofDays(1)),
                decideBefore,
                null,
                null,
                null);
    }

    private GrantRow pending() {
        return grant(GrantStatus.PENDING, LATER, LATER);
    }

    private static void refused(ProblemType type, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }

    @Test
    void point8WhoeverGrantedAndWhoeverShallHoldItDoNotDecideByWhicheverAccount() {
        for (byte[] phone : new byte[][] {GRANTER, HOLDER}) {
            refused(
                    ProblemType.FORBIDDEN,
                    () -> GrantAccess.mustBeAnother(pending(), new Administrator(account, phone.clone())));
        }
        assertThatCode(() -> GrantAccess.mustBeAnother(pending(), new Administrator(account, ANOTHER)))
                .doesNotThrowAnyException();
    }

    @Test
    void point8WhatWasLookedAtIsWhatIsDecidedOn() {
        assertThatCode(() -> GrantAccess.mustBeMeant(pending(), null)).doesNotThrowAnyException();
        assertThatCode(() -> GrantAccess.mustBeMeant(pending(), id)).doesNotThrowAnyException();
        refused(ProblemType.CONFLICT, () -> GrantAccess.mustBeMeant(pending(), new GrantId(new UUID(1, 2), "DEU")));
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "REJECTED"})
    void point8AGrantIsDecidedOnceAndInTime(GrantStatus next) {
        assertThatCode(() -> GrantAccess.mustBeOpen(pending(), next, NOW)).doesNotThrowAnyException();
        for (GrantStatus status : new GrantStatus[] {GrantStatus.APPROVED, GrantStatus.REJECTED, GrantStatus.LAPSED}) {
            refused(ProblemType.ALREADY_DECIDED, () -> GrantAccess.mustBeOpen(grant(status, LATER, LATER), next, NOW));
        }
        refused(
                ProblemType.ALREADY_DECIDED,
                () -> GrantAccess.mustBeOpen(grant(GrantStatus.PENDING, LATER, NOW), next, NOW));
    }

    @Test
    void point8ARoleThatIsOverIsRejectedAndNotApproved() {
        GrantRow over = grant(GrantStatus.PENDING, NOW, LATER);
        refused(ProblemType.CONFLICT, () -> GrantAccess.mustBeOpen(over, GrantStatus.APPROVED, NOW));
        assertThatCode(() -> GrantAccess.mustBeOpen(over, GrantStatus.REJECTED, NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void point8NobodyApprovesWithoutKnowingWhom() {
        StaffId holder = new StaffId(new UUID(2, 2), "DEU");
        refused(ProblemType.CONFLICT, () -> GrantAccess.mustBeReadable(MaskedStaff.unreadable(holder)));
        assertThatCode(() -> GrantAccess.mustBeReadable(new MaskedStaff(holder, "A***", "+49***12")))
                .doesNotThrowAnyException();
    }
}
