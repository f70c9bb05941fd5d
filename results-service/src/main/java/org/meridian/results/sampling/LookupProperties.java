package org.meridian.results.sampling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tubes of small uploads are looked up.
 *
 * @param rest between the beginnings of two calls for a country's tubes at least: results that are reported meanwhile are
 *     looked up, and then written, together; one that comes after a longer silence waits for nothing
 */
@ConfigurationProperties(prefix = "meridian.lookup", ignoreUnknownFields = false)
record LookupProperties(@DefaultValue("50ms") Duration rest) {

    LookupProperties {
        if (rest.isNegative() || rest.toSeconds() >= 1) {
            throw new IllegalArgumentException("meridian.lookup.rest is not within 0s and 1s");
        }
    }
}
