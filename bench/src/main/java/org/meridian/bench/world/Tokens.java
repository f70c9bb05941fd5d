package org.meridian.bench.world;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meridian.bench.BenchException;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.InvalidTokenException;
import org.meridian.platform.token.ResidentCode;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenIssuer;
import org.meridian.platform.token.TokenVerifier;

/** Genuine tokens, signed with the installation's own keys as its registration-services would. */
public final class Tokens {

    private static final Duration LIFETIME = Duration.ofHours(6);

    private final Map<String, TokenIssuer> issuers = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private final Path keys;
    private final Topology topology;
    private final TokenVerifier verifier;
    private final IdGenerator ids = new IdGenerator(clock);

    public Tokens(Path keys, Topology topology) {
        this.keys = keys;
        this.topology = topology;
        this.verifier = new TokenVerifier(keys, topology, clock);
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

    /** The administrator of a sharing unit. */
    public String unitAdmin(StaffId staff, UnitId unit) {
        return issue(new Caller(
                staff.toString(), staff.country(), Set.of(Role.UNIT_ADMIN), staff, null, unit, inSixHours()));
    }

    /** The code that a resident shows for the next five minutes. */
    public String code(ResidentId resident) {
        Instant end = clock.instant().plus(ResidentCode.LIFETIME);
        return new ResidentCode(resident, end).sign(issuer(resident.country()));
    }

    /** Somebody new who works for no site. */
    public String staff(String country, Role role) {
        StaffId staff = ids.next(Country.of(country), StaffId::new);
        return issue(new Caller(staff.toString(), staff.country(), Set.of(role), staff, null, null, inSixHours()));
    }

    /** Somebody known. */
    public String staff(StaffId staff, Role role) {
        return issue(new Caller(staff.toString(), staff.country(), Set.of(role), staff, null, null, inSixHours()));
    }

    /** The same person's token with another six hours: what lasts a quarter of an hour is too short for a long run. */
    public String longer(String token) {
        try {
            Caller caller = verifier.verify(token);
            return issue(new Caller(
                    caller.subject(),
                    caller.country(),
                    caller.roles(),
                    caller.staff(),
                    caller.site(),
                    caller.unit(),
                    inSixHours()));
        } catch (InvalidTokenException e) {
            throw new BenchException("a token that was just given is not valid", e);
        }
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
        return issuer(caller.home()).issue(caller);
    }

    private TokenIssuer issuer(Country country) {
        return issuers.computeIfAbsent(
                topology.regionOf(country).name(), name -> new TokenIssuer(keys, "registration-" + name, clock));
    }

    private Instant inSixHours() {
        return clock.instant().plus(LIFETIME);
    }
}
