package org.meridian.platform.token;

import java.time.Duration;

/** The fixed parts of our tokens. */
final class Tokens {

    static final String PEOPLE_ISSUER = "meridian";
    static final String SERVICE_ISSUER = "meridian-services";
    static final String AUDIENCE = "meridian";
    static final String PEOPLE_KEY_PREFIX = "registration-";
    static final String ROLES = "roles";
    static final String COUNTRY = "country";
    static final String STAFF = "staff";
    static final String SITE = "site";
    static final String UNIT = "unit";

    /** How far clocks of two machines may differ. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private Tokens() {}
}
