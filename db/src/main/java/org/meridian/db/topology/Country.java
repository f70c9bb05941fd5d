package org.meridian.db.topology;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Set;

/**
 * A country by its ISO 3166-1 alpha-3 code, as in every {@code country_code} column, id and token.
 *
 * @param code three capital letters that ISO 3166-1 assigns, for example {@code DEU}
 */
public record Country(String code) implements Comparable<Country> {

    private static final Set<String> ASSIGNED = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA3);

    /** @throws UnknownCountryException when ISO 3166-1 assigns no such code */
    public Country {
        if (!ASSIGNED.contains(code)) {
            throw new UnknownCountryException(code);
        }
    }

    /** The country with this code; named so that Spring and Jackson convert with it. */
    @JsonCreator
    public static Country of(String code) {
        return new Country(code);
    }

    @Override
    public int compareTo(Country other) {
        return code.compareTo(other.code);
    }

    /** The code, for example {@code DEU}. */
    @JsonValue
    @Override
    public String toString() {
        return code;
    }
}
