package org.meridian.sampling.site;

import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/**
 * Whose site, and whose tube: what the access table leaves to rows. The site in a path has been compared with the token's
 * before; what is not the caller's is as if it were not there.
 */
public final class SiteAccess {

    private SiteAccess() {}

    /** The site that the caller works at. @throws ProblemException 403 when the token names none */
    public static SiteId own(Caller caller) {
        SiteId site = caller.site();
        if (site == null) {
            throw ProblemException.forbidden("The token is bound to no site.");
        }
        return site;
    }

    /** Whose tubes the caller handles: a tester's are all of the country, so there is no site; a sampler's are the site's. */
    public static @Nullable SiteId tubesOf(Caller caller) {
        return caller.is(Role.TESTER) ? null : own(caller);
    }

    /** Whether somebody works at a site. */
    public static boolean worksAt(SiteId site, Caller caller) {
        return (caller.is(Role.SAMPLER) || caller.is(Role.TESTER)) && site.equals(caller.site());
    }

    /** Whether a site is the caller's to administer. */
    static boolean administers(Site site, Caller caller) {
        return caller.is(Role.SITE_ADMIN) && site.isAdministeredBy(caller.staff());
    }

    /** Whether a site is shown to the caller. */
    static boolean sees(Site site, Caller caller) {
        return caller.is(Role.AUDITOR) || worksAt(site.id(), caller) || administers(site, caller);
    }

    /** A site is registered where its administrator's account is. @throws ProblemException 403 for another country */
    public static void mustBeHome(Country country, Caller caller) {
        if (!country.equals(caller.home())) {
            throw ProblemException.forbidden("A site is registered by an administrator of its own country.");
        }
    }
}
