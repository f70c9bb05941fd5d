package org.meridian.bench.world;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenIssuer;

/** Genuine tokens, signed with the installation's own keys as its registration-services would. */
public final class Tokens {

    private static final Duration LIFETIME = Duration.ofHours(6);

    private final Path keys;
    private final Topology topology = Topology.load();
    private final Map<String, TokenIssuer> issuers = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private final IdGenerator ids = new IdGenerator(clock);

    public Tokens(Path keys) {
        this.keys = keys;
    }

    public String resident(ResidentId resident) {
        return issue(new Caller(
                resident.toString(), resident.country(), Set.of(Role.RESIDENT), null, null, null, inSixHours()));
    }

    /** Somebody new who works at this site. */
    public String atSite(SiteId site, Role role) {
        StaffId staff = ids.next(site.country(), StaffId::new);
        return issue(new Caller(staff.toString(), staff.country(), Set.of(role), staff, site, null, inSixHours()));
    }

    /** Somebody new who works for no site. */
    public String staff(String country, Role role) {
        StaffId staff = ids.next(Country.of(country), StaffId::new);
        return issue(new Caller(staff.toString(), staff.country(), Set.of(role), staff, null, null, inSixHours()));
    }

    /** A resident who holds every role that people can have, at this site: an attacker who is stopped by no role. */
    public String everyRole(ResidentId resident, SiteId site) {
        return holding(resident, site, EnumSet.complementOf(EnumSet.of(Role.SERVICE)));
    }

    /** A resident who holds these roles too. */
    public String holding(ResidentId resident, SiteId site, Set<Role> roles) {
        StaffId staff = ids.next(resident.country(), StaffId::new);
        return issue(new Caller(resident.toString(), resident.country(), roles, staff, site, null, inSixHours()));
    }

    /** A region signs for its own people only. */
    private String issue(Caller caller) {
        String region = topology.regionOf(caller.home()).name();
        return issuers.computeIfAbsent(region, name -> new TokenIssuer(keys, "registration-" + name, clock))
                .issue(caller);
    }

    private Instant inSixHours() {
        return clock.instant().plus(LIFETIME);
    }
}
