package org.meridian.results.vaccination;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.meridian.platform.id.ResidentId;

/**
 * What a vaccinator says about a dose.
 *
 * @param residentId who was given it, of whatever country
 * @param product the vaccine, as its package names it
 * @param dose which of the person's doses, counted from 1
 * @param givenOn the day, where it was given
 */
public record RecordVaccination(
        @NotNull(message = "The id of a resident.") ResidentId residentId,

        @NotNull(message = PRODUCT) @Pattern(regexp = PRINTABLE, message = PRODUCT)
        String product,

        @NotNull(message = DOSE) @Min(value = 1, message = DOSE) @Max(value = 20, message = DOSE)
        Integer dose,

        @NotNull(message = "A date like 2026-01-31.") LocalDate givenOn) {

    /** No control, format or unassigned characters, no line ends, and something to see at both ends. */
    private static final String PRINTABLE = "(?=\\S)(?=.*\\S\\z)[^\\p{C}\\p{Zl}\\p{Zp}]{1,100}";

    private static final String PRODUCT = "1 to 100 printable characters, without blanks around them.";
    private static final String DOSE = "A whole number from 1 to 20.";
}
