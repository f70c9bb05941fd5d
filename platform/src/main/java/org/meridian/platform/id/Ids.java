package org.meridian.platform.id;

import com.github.f4b6a3.ulid.Ulid;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.BiFunction;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.UnknownCountryException;

/** Writes and reads ids in the form that is shown outside. */
public final class Ids {

    /**
     * As PostgreSQL orders a {@code uuid}: by its bytes. {@link UUID#compareTo} compares signed halves, and every other of our ids
     * has a lower half that is negative.
     */
    public static final Comparator<UUID> ORDER = (one, other) -> {
        int upper = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return upper != 0
                ? upper
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    private static final int COUNTRY_LENGTH = 3;

    private Ids() {}

    /** {@code DEU-01JD7K…}: three letters, a hyphen, 26 characters. */
    public static String format(CountryId id) {
        return id.countryCode() + "-" + Ulid.from(id.id());
    }

    /** @throws MalformedIdException when the text is not of that form */
    public static <T extends CountryId> T parse(String text, BiFunction<UUID, String, T> constructor) {
        if (text.length() < COUNTRY_LENGTH + 2 || text.charAt(COUNTRY_LENGTH) != '-') {
            throw new MalformedIdException();
        }
        String ulid = text.substring(COUNTRY_LENGTH + 1);
        if (!Ulid.isValid(ulid)) {
            throw new MalformedIdException();
        }
        try {
            return constructor.apply(
                    Ulid.from(ulid).toUuid(),
                    Country.of(text.substring(0, COUNTRY_LENGTH)).code());
        } catch (UnknownCountryException e) {
            throw new MalformedIdException();
        }
    }
}
