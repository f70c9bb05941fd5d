package org.meridian.sampling.site;

import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;

/** Samplers work at the one site that their token names. */
public final class SiteAccess {

    private SiteAccess() {}

    /** The caller's own site. @throws ProblemException 403 when the token names none */
    public static SiteId own(Caller caller) {
        SiteId site = caller.site();
        if (site == null) {
            throw ProblemException.forbidden("The token is bound to no site.");
        }
        return site;
    }

    /** @throws ProblemException 403 for any other site than the caller's own */
    public static void require(Caller caller, SiteId site) {
        if (!site.equals(caller.site())) {
            throw ProblemException.forbidden("You do not work at this site.");
        }
    }
}
