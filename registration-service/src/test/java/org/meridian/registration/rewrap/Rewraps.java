package org.meridian.registration.rewrap;

import org.meridian.db.topology.Country;
import org.meridian.registration.test.Service;

/** The work of the job, in other portions. */
public final class Rewraps {

    private Rewraps() {}

    public static int oneByOne(Service service, Country country) {
        return service.bean(WrappedKeys.class).renew(country, 1);
    }
}
