package org.meridian.results.tube;

import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.token.Caller;

/** Who answers for a result. */
public final class Laboratory {

    private Laboratory() {}

    /**
     * The site that the caller works at. Whoever works at none is a laboratory alone: the account's own id stands for it, so
     * that two who are bound to nothing are not one laboratory.
     */
    public static @Nullable SiteId of(Caller caller) {
        StaffId account = caller.staff();
        if (caller.site() != null || account == null) {
            return caller.site();
        }
        return new SiteId(account.id(), account.countryCode());
    }
}
