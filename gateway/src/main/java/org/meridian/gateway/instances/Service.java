package org.meridian.gateway.instances;

import java.util.Locale;

/** The services behind the gateway. */
public enum Service {
    REGISTRATION,
    SAMPLING,
    RESULTS,
    CHECKIN,
    SHARING;

    /** As in {@code meridian.services.<region>.<service>}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
