package org.meridian.registration.rewrap;

import static org.awaitility.Awaitility.await;

import org.meridian.db.topology.Country;
import org.meridian.registration.test.Service;

/** The work of the job, in other portions. */
public final class Rewraps {

    private Rewraps() {}

    public static int oneByOne(Service service, Country country) {
        return service.bean(WrappedKeys.class).renew(country, 1);
    }

    /** Of a country whose region's processes are not there. */
    public static void all(Service service, Country country) {
        WrappedKeys wrapped = service.bean(WrappedKeys.class);
        await().until(() -> wrapped.renew(country, 200) == 0);
    }
}
