package org.meridian.results.correction;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Whose result: what the access table leaves to rows. Another laboratory's is as if it were not there. */
final class LaboratoryAccess {

    private LaboratoryAccess() {}

    /** @param laboratory the site that reported; none when its tester was bound to no site */
    static boolean reported(@Nullable SiteId laboratory, Caller caller) {
        return caller.is(Role.TESTER) && Objects.equals(laboratory, caller.site());
    }
}
