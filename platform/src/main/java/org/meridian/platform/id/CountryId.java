package org.meridian.platform.id;

import java.util.UUID;
import org.meridian.db.topology.Country;

/**
 * The id of something that belongs to a country. Outside it is written {@code DEU-01JD7K…}: the country and the 128 bits
 * as a ULID in Crockford's base 32 (48 bits of time, 80 random bits, so it cannot be guessed); inside it is the pair of
 * columns {@code (id, country_code)}.
 */
public interface CountryId {

    UUID id();

    String countryCode();

    default Country country() {
        return Country.of(countryCode());
    }
}
