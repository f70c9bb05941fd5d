package org.meridian.sampling.staff;

import java.sql.Timestamp;
import java.time.Clock;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.site.Site;
import org.meridian.sampling.site.SiteOffice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Gives people work at a site: an account at registration first, then our own record of it. */
@Service
public class SiteStaff {

    private final SiteOffice sites;
    private final RegionalClients<StaffAccounts> accounts;
    private final JdbcClient jdbc;
    private final Clock clock;

    SiteStaff(SiteOffice sites, RegionalClients<StaffAccounts> accounts, JdbcClient jdbc, Clock clock) {
        this.sites = sites;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Asks registration for the account; outside the transaction, because it may take its time. */
    public StaffId account(SiteId siteId, AddStaff command, Caller caller) {
        Site site = sites.administered(siteId, caller);
        if (!site.status().takesStaff()) {
            throw new ProblemException(ProblemType.SITE_NOT_APPROVED, "The site is " + site.status() + ".");
        }
        if (!command.expiresAt().isAfter(clock.instant())) {
            throw ProblemException.invalid("/expiresAt", "An instant in the future.");
        }
        var wanted = new StaffAccounts.Wanted(
                command.phone(),
                command.name(),
                command.role().name(),
                siteId.countryCode(),
                command.expiresAt(),
                siteId);
        return accounts.call(siteId.country(), registration -> registration.ensure(wanted))
                .staffId();
    }

    /** Records who works at the site, or renews until when. */
    public void record(SiteId site, StaffId staff, AddStaff command, StaffId admin) {
        jdbc.sql("""
                        WITH renewed AS (
                            UPDATE site_staff SET expires_at = :expires
                             WHERE staff_id = :staff AND site_id = :site AND role = :role AND country_code = :country
                         RETURNING staff_id
                        )
                        INSERT INTO site_staff (staff_id, country_code, site_id, role, expires_at, added_by, added_at)
                        SELECT :staff, :country, :site, :role, :expires, :admin, :now
                         WHERE NOT EXISTS (SELECT 1 FROM renewed)
                        ON CONFLICT DO NOTHING
                        """)
                .param("staff", staff.id())
                .param("country", site.countryCode())
                .param("site", site.id())
                .param("role", command.role().name())
                .param("expires", Timestamp.from(command.expiresAt()))
                .param("admin", admin.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
