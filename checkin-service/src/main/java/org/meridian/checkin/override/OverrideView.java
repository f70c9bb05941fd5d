package org.meridian.checkin.override;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.Colour;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;

/**
 * An override as officers see it.
 *
 * @param decideBefore a proposal lapses then
 * @param endAskedBy who wants it ended early; another officer's word is needed too
 */
public record OverrideView(
        OverrideId overrideId,
        ResidentId residentId,
        Colour colour,
        String reason,
        ProposeOverride.Evidence evidence,
        State state,
        StaffId proposedBy,
        Instant proposedAt,
        Instant decideBefore,
        Instant endsAt,
        @Nullable StaffId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason,
        @Nullable StaffId endAskedBy,
        @Nullable Instant endAskedAt,
        @Nullable String endReason,
        @Nullable StaffId endedBy,
        @Nullable Instant endedAt) {

    boolean isProposedBy(StaffId officer) {
        return proposedBy.equals(officer);
    }

    UUID id() {
        return overrideId.id();
    }
}
