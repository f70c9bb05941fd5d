package org.meridian.results.vaccination;

import java.time.LocalDate;
import org.meridian.platform.id.ResidentId;

/** A dose as it was recorded. */
public record Vaccination(
        VaccinationId vaccinationId, ResidentId residentId, String product, int dose, LocalDate givenOn) {

    boolean isWhat(RecordVaccination command) {
        return product.equals(command.product()) && givenOn.equals(command.givenOn());
    }
}
