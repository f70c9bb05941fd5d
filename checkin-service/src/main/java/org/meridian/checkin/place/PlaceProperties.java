package org.meridian.checkin.place;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How places are kept and printed.
 *
 * @param remembered how many places are kept in memory, about 500 bytes each
 * @param qrPrefix what stands before the place's code in the printed QR code, for example {@code https://…/p/}; none: the bare code
 */
@ConfigurationProperties(prefix = "meridian.place", ignoreUnknownFields = false)
record PlaceProperties(
        @DefaultValue("20000") int remembered,
        @DefaultValue("") String qrPrefix) {

    PlaceProperties {
        if (remembered < 1) {
            throw new IllegalArgumentException("meridian.place.remembered must be at least 1");
        }
        if (qrPrefix.length() > 200) {
            throw new IllegalArgumentException("meridian.place.qr-prefix may have 200 characters at most");
        }
    }
}
