package org.meridian.platform.token;

/** What a caller may be. The names stand in the token's {@code roles} claim. */
public enum Role {
    RESIDENT,
    SAMPLER,
    TESTER,
    SITE_ADMIN,
    PLACE_OWNER,
    UNIT_ADMIN,
    VACCINATOR,
    AUDITOR,
    ANALYST,
    /** Proposes and decides overrides of health codes, two people at a time. */
    HEALTH_OFFICER,
    ADMIN,
    /** One of our own services; never in a person's token. */
    SERVICE;

    /** The names again, because an annotation takes only constants. */
    public static final class Names {
        public static final String RESIDENT = "RESIDENT";
        public static final String SAMPLER = "SAMPLER";
        public static final String TESTER = "TESTER";
        public static final String SITE_ADMIN = "SITE_ADMIN";
        public static final String PLACE_OWNER = "PLACE_OWNER";
        public static final String UNIT_ADMIN = "UNIT_ADMIN";
        public static final String VACCINATOR = "VACCINATOR";
        public static final String AUDITOR = "AUDITOR";
        public static final String ANALYST = "ANALYST";
        public static final String HEALTH_OFFICER = "HEALTH_OFFICER";
        public static final String ADMIN = "ADMIN";
        public static final String SERVICE = "SERVICE";

        private Names() {}
    }
}
