package org.meridian.sharing.unit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.UnitId;

/**
 * A unit as its administrator and auditors see it.
 *
 * @param reason the auditor's, once decided
 */
public record UnitView(
        UnitId unitId,
        UnitStatus status,
        String name,
        String corpName,
        String corpNo,
        String division,
        Instant createdAt,
        @Nullable Instant decidedAt,
        @Nullable String reason) {}
