package org.meridian.sampling.site;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.stereotype.Service;

/** Registers sites, shows them to those whom they concern, and takes the auditors' decisions. */
@Service
public class SiteOffice {

    private final Sites sites;
    private final Standings standings;
    private final Clock clock;

    SiteOffice(Sites sites, Standings standings, Clock clock) {
        this.sites = sites;
        this.standings = standings;
        this.clock = clock;
    }

    public SiteView register(SiteId id, RegisterSite command, Caller caller) {
        Site site = new Site(id, caller.staffId(), command, now());
        return sites.save(site).view();
    }

    public SiteView show(SiteId id, Caller caller) {
        Site site = existing(id);
        if (!SiteAccess.sees(site, caller)) {
            throw noSuchSite();
        }
        return site.view();
    }

    public SiteView decide(SiteId id, DecideSite command, Caller auditor) {
        Site site = existing(id);
        SiteStatus before = site.status();
        if (!site.decide(command.decision().status(), auditor.staffId(), command.reason(), now())) {
            throw new ProblemException(ProblemType.ALREADY_DECIDED, "The site is " + before + " already.")
                    .with("state", before);
        }
        return site.view();
    }

    /** @throws ProblemException 404, also when the caller is not its administrator */
    public Site administered(SiteId id, Caller caller) {
        Site site = existing(id);
        if (!SiteAccess.administers(site, caller)) {
            throw noSuchSite();
        }
        return site;
    }

    /** What it is called at this moment. @throws ProblemException 404 */
    public String name(SiteId id) {
        return existing(id).view().name();
    }

    /** What auditors have decided about it; nothing when there is no such site. */
    public Optional<SiteStatus> status(SiteId id) {
        return standings.of(id);
    }

    /**
     * A tester handles tubes of all sites, so the own one must be approved; whoever is bound to none was made a laboratory by
     * an administrator.
     *
     * @throws ProblemException 409 when the laboratory's site is not approved
     */
    public void mustBeApprovedLaboratory(Caller caller) {
        SiteId site = caller.site();
        if (caller.is(Role.TESTER) && site != null) {
            mustBeApproved(site);
        }
    }

    /** @throws ProblemException 409 when no auditor has approved the site, or one has rejected or suspended it */
    public void mustBeApproved(SiteId site) {
        Optional<SiteStatus> status = status(site);
        if (status.filter(SiteStatus.APPROVED::equals).isEmpty()) {
            throw new ProblemException(
                    ProblemType.SITE_NOT_APPROVED,
                    "The site is " + status.map(Enum::name).orElse("unknown") + ".");
        }
    }

    private Site existing(SiteId id) {
        return sites.findById(id).orElseThrow(SiteOffice::noSuchSite);
    }

    private static ProblemException noSuchSite() {
        return ProblemException.notFound("site");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    }
}
