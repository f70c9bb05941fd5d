package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;

/**
 * The snapshot that a health code is made from; what one region's checkin-service tells another's.
 *
 * @param revision one more with every change of the row; 0 when there is none yet
 * @param positiveAt when the sample of the newest final positive result was taken, whatever came later
 * @param suspectedAt when the newest sample was taken that still waits for its retest
 * @param vaccination absent before the first dose
 * @param name masked
 * @param nationalId masked
 * @param erased true of somebody who was forgotten; absent of everybody else
 * @param override that was decided on last; perhaps over by now
 */
@JsonIgnoreProperties(ignoreUnknown = true) // the other region may run a newer version
public record HealthStatus(
        ResidentId resident,
        long revision,
        @Nullable LatestResult latest,
        @Nullable Instant positiveAt,
        @Nullable Instant suspectedAt,
        @Nullable Vaccination vaccination,
        @Nullable String name,
        @Nullable String nationalId,
        @Nullable Boolean erased,
        @Nullable StandingOverride override) {

    static HealthStatus none(ResidentId resident) {
        return new HealthStatus(resident, 0, null, null, null, null, null, null, null, null);
    }

    HealthStatus withIdentity(@Nullable String maskedName, @Nullable String maskedNationalId) {
        return new HealthStatus(
                resident,
                revision,
                latest,
                positiveAt,
                suspectedAt,
                vaccination,
                maskedName,
                maskedNationalId,
                erased,
                override);
    }

    boolean wasErased() {
        return Boolean.TRUE.equals(erased);
    }

    /** What the colour follows from. */
    @JsonIgnore // said above
    public Findings findings() {
        return new Findings(latest, positiveAt, suspectedAt, override);
    }
}
