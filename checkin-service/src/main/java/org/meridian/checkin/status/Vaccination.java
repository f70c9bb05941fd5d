package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;

/**
 * How a resident is vaccinated, as results-service counts.
 *
 * @param doses at least 1
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Vaccination(int doses, LocalDate lastDoseOn) {}
