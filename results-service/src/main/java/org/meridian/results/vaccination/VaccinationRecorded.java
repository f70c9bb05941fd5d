package org.meridian.results.vaccination;

import java.time.LocalDate;
import org.meridian.platform.id.ResidentId;

/**
 * Tells checkin-service how often a person was vaccinated.
 *
 * @param version grows with each dose that is recorded of this person; an event with a lower one than was seen is old
 * @param doses how many there are, each number counted once
 */
public record VaccinationRecorded(ResidentId residentId, long version, int doses, LocalDate lastDoseOn) {

    public static final String TYPE = "VaccinationRecorded";
}
