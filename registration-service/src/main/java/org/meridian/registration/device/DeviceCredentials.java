package org.meridian.registration.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.DeviceId;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.Tokens;
import org.meridian.registration.staff.StaffAccounts;
import org.meridian.registration.token.PeopleTokens;
import org.springframework.stereotype.Component;

/**
 * A sampler's device gets a token of its own for half a day, so that a site goes on working while nobody can log in. It says
 * SAMPLER and the site, nothing else of what the sampler may be, and can't be renewed: who has it, samples there till it ends.
 */
@Component
public class DeviceCredentials {

    private final StaffAccounts accounts;
    private final PeopleTokens tokens;
    private final CountryTransactions transactions;
    private final Audit audit;
    private final IdGenerator ids;
    private final Clock clock;

    DeviceCredentials(
            StaffAccounts accounts,
            PeopleTokens tokens,
            CountryTransactions transactions,
            Audit audit,
            IdGenerator ids,
            Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param expiresIn seconds from now */
    public record Credential(String accessToken, long expiresIn, DeviceId deviceId) {}

    /** @throws ProblemException 403, for a device, for somebody without a site, or whose work there has ended */
    public Credential issue(Caller sampler, DeviceLabel label) {
        SiteId site = sampler.site();
        if (sampler.device() != null) {
            throw ProblemException.forbidden("A device's credential gives no other: log in.");
        }
        if (site == null || sampler.staff() == null) {
            throw ProblemException.forbidden("You work at no site.");
        }
        Country country = sampler.home();
        DeviceId device = ids.next(country, DeviceId::new);
        Caller caller = transactions.write(country, () -> {
            Instant roleEnds = accounts.end(sampler.staffId(), Role.SAMPLER, site.toString())
                    .orElseThrow(() -> ProblemException.forbidden("You do not work at this site any more."));
            audit.record(country, "device.authorized", sampler, device.toString(), label.text() + " at " + site);
            return new Caller(
                    sampler.staffId().toString(),
                    country,
                    Set.of(Role.SAMPLER),
                    sampler.staffId(),
                    site,
                    null,
                    earlier(roleEnds, clock.instant().plus(Tokens.LONGEST_LIFE)),
                    device);
        });
        PeopleTokens.Access access = tokens.sign(caller);
        return new Credential(access.token(), access.expiresIn(), device);
    }

    private static Instant earlier(Instant one, Instant other) {
        return Duration.between(one, other).isNegative() ? other : one;
    }
}
