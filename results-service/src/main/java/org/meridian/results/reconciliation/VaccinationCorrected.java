package org.meridian.results.reconciliation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;

/**
 * Tells checkin-service that what it knows of a person's vaccinations at a version is wrong. Doses are counted by their
 * versions, so there is no higher one to bring.
 *
 * @param replaces the version that is known there
 * @param lastDoseOn absent where there is no dose
 */
record VaccinationCorrected(
        ResidentId residentId,
        long replaces,
        long version,
        int doses,
        @Nullable LocalDate lastDoseOn) {

    static final String TYPE = "VaccinationCorrected";
}
