package org.meridian.platform.test;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.DeviceId;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.token.AuditKeys;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.KeyFiles;
import org.meridian.platform.token.ResidentCode;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenIssuer;
import org.meridian.platform.token.VouchKeys;

/** Genuine tokens for tests: a key folder as the launcher makes it, one per test JVM. */
public final class TestTokens {

    private static final Topology TOPOLOGY = Topology.load();
    private static final List<String> SERVICES = List.of("registration", "sampling", "results", "checkin", "sharing");
    private static final Path KEYS = makeKeys();
    private static final Map<String, TokenIssuer> ISSUERS = new ConcurrentHashMap<>();
    private static final IdGenerator IDS = new IdGenerator(Clock.systemUTC());

    private TestTokens() {}

    /** The folder, for {@code meridian.keys}. */
    public static Path keys() {
        return KEYS;
    }

    public static ResidentId aResident(String country) {
        return IDS.next(Country.of(country), ResidentId::new);
    }

    public static StaffId aStaffAccount(String country) {
        return IDS.next(Country.of(country), StaffId::new);
    }

    public static String resident(ResidentId resident) {
        return token(new Caller(
                resident.toString(), resident.country(), Set.of(Role.RESIDENT), null, null, null, inAnHour()));
    }

    public static String staff(StaffId staff, Role... roles) {
        return token(new Caller(staff.toString(), staff.country(), Set.of(roles), staff, null, null, inAnHour()));
    }

    public static String atSite(StaffId staff, SiteId site, Role... roles) {
        return token(new Caller(staff.toString(), staff.country(), Set.of(roles), staff, site, null, inAnHour()));
    }

    public static String ofUnit(StaffId staff, UnitId unit, Role... roles) {
        return token(new Caller(staff.toString(), staff.country(), Set.of(roles), staff, null, unit, inAnHour()));
    }

    /** The credential of a device at a site. */
    public static String device(StaffId staff, SiteId site) {
        return token(new Caller(
                staff.toString(),
                staff.country(),
                Set.of(Role.SAMPLER),
                staff,
                site,
                null,
                inAnHour(),
                IDS.next(staff.country(), DeviceId::new)));
    }

    /** A token by which another service calls. */
    public static String service(String name) {
        return issuer(name).issueForService(Duration.ofMinutes(5));
    }

    /** A token for exactly this caller, signed by its home region. */
    public static String token(Caller caller) {
        return issuer(caller.home()).issue(caller);
    }

    /** The code that this resident shows now. */
    public static String code(ResidentId resident) {
        return new ResidentCode(resident, Clock.systemUTC().instant().plus(ResidentCode.LIFETIME))
                .sign(issuer(resident.country()));
    }

    private static TokenIssuer issuer(Country country) {
        return issuer("registration-" + TOPOLOGY.regionOf(country).name());
    }

    private static TokenIssuer issuer(String key) {
        return ISSUERS.computeIfAbsent(key, name -> new TokenIssuer(KEYS, name, Clock.systemUTC()));
    }

    private static java.time.Instant inAnHour() {
        return Clock.systemUTC().instant().plus(Duration.ofHours(1));
    }

    private static Path makeKeys() {
        Path folder = TestFolder.untilExit("meridian-keys");
        List<String> names = new ArrayList<>(SERVICES);
        TOPOLOGY.regions().stream().map(Region::name).forEach(region -> names.add("registration-" + region));
        KeyFiles.ensure(folder, names);
        List<String> regions = TOPOLOGY.regions().stream().map(Region::name).toList();
        AuditKeys.ensure(folder, regions);
        VouchKeys.ensure(folder, regions);
        return folder;
    }
}
