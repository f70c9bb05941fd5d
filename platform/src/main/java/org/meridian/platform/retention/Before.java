package org.meridian.platform.retention;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What is older goes.
 *
 * @param instant where a rule counts days: the beginning of {@code day} in the country's zone
 * @param day in the country's zone
 */
public record Before(Instant instant, LocalDate day) {}
