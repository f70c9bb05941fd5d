package org.meridian.registration.nationalid;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;

/** The kinds of national id. Those of a country are taken in that country only; a passport everywhere. */
public enum NationalIdScheme {
    CHN_RESIDENT_ID("CHN", new ChineseResidentId()),
    TWN_ID("TWN", new TaiwaneseId()),
    DEU_ID_CARD("DEU", new GermanIdCard()),
    USA_SSN("USA", new SocialSecurityNumber()),
    PASSPORT(null, new Passport());

    private final @Nullable String country;

    @SuppressWarnings("ImmutableEnumChecker") // rules have no state
    private final Rule rule;

    NationalIdScheme(@Nullable String country, Rule rule) {
        this.country = country;
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    boolean isOf(Country here) {
        return country == null || country.equals(here.code());
    }

    /** The country's own scheme, where there is one. */
    static Optional<NationalIdScheme> own(Country here) {
        return Arrays.stream(values())
                .filter(scheme -> here.code().equals(scheme.country))
                .findFirst();
    }
}
