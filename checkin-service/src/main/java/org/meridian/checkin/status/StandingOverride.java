package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A colour that two health officers have set instead of the rules.
 *
 * @param endsAt from then on it counts no more, whether or not somebody has taken it away by then
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StandingOverride(Colour colour, Instant endsAt) {

    /** Whether it prevails. */
    public boolean holds(Instant now) {
        return now.isBefore(endsAt);
    }
}
