package org.meridian.registration.staff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.token.Role;

/**
 * A grant as administrators see it.
 *
 * @param name whose, masked; absent while their region cannot be reached, and only asterisks when it cannot be opened
 * @param phone masked likewise
 * @param expiresAt when the role ends
 * @param decideBefore then it lapses
 */
public record GrantView(
        GrantId grantId,
        StaffId staffId,
        Role role,
        @Nullable String name,
        @Nullable String phone,
        Instant expiresAt,
        GrantStatus status,
        StaffId grantedBy,
        Instant grantedAt,
        Instant decideBefore,
        @Nullable StaffId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    static GrantView of(GrantRow row, @Nullable MaskedStaff whose, Instant now) {
        return new GrantView(
                row.id(),
                row.staff(),
                row.role(),
                whose == null ? null : whose.name(),
                whose == null ? null : whose.phone(),
                row.expiresAt(),
                row.statusAt(now),
                row.grantedBy(),
                row.grantedAt(),
                row.decideBefore(),
                row.decidedBy(),
                row.decidedAt(),
                row.reason());
    }
}
