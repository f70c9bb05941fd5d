package org.meridian.sharing.consent;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.UnitId;

/**
 * A consent as its resident sees it.
 *
 * @param expiresOn the last day on which it holds, in UTC
 * @param active whether it holds now
 */
public record ConsentView(
        ConsentId consentId,
        UnitId unitId,
        String purpose,
        LocalDate expiresOn,
        Instant givenAt,
        @Nullable Instant revokedAt,
        boolean active) {}
