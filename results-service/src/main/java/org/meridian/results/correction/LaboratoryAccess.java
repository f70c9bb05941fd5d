package org.meridian.results.correction;

import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.results.tube.Laboratory;

/** Whose result: what the access table leaves to rows. Another laboratory's is as if it were not there. */
final class LaboratoryAccess {

    private LaboratoryAccess() {}

    /** @param laboratory that reported; none where no tester did */
    static boolean reported(@Nullable SiteId laboratory, Caller caller) {
        return caller.is(Role.TESTER) && laboratory != null && laboratory.equals(Laboratory.of(caller));
    }
}
