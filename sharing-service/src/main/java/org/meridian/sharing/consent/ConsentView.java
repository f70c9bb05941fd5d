package org.meridian.sharing.consent;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.UnitId;

/**
 * A consent as its resident sees it.
 *
 * @param purpose for which the unit may read, and for no other
 * @param scope what it may read
 * @param expiresOn the last day on which it holds, in the resident's country
 * @param active whether it holds now
 */
public record ConsentView(
        ConsentId consentId,
        UnitId unitId,
        String purpose,
        Scope scope,
        LocalDate expiresOn,
        Instant givenAt,
        @Nullable Instant revokedAt,
        boolean active) {}
