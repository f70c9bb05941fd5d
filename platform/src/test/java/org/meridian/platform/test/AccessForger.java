package org.meridian.platform.test;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.KeyFiles;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenIssuer;

/** Another issuer: its keys have the right names, and are not ours. */
final class AccessForger {

    private static final Path KEYS = TestFolder.untilExit("meridian-forger");

    private AccessForger() {}

    /** A token for somebody who is everything. */
    static String token(String country) {
        Clock clock = Clock.systemUTC();
        String key =
                "registration-" + Topology.load().regionOf(Country.of(country)).name();
        KeyFiles.ensure(KEYS, List.of(key));
        ResidentId resident = TestTokens.aResident(country);
        Set<Role> all = EnumSet.complementOf(EnumSet.of(Role.SERVICE));
        return new TokenIssuer(KEYS, key, clock)
                .issue(new Caller(
                        resident.toString(),
                        resident.country(),
                        all,
                        TestTokens.aStaffAccount(country),
                        null,
                        null,
                        clock.instant().plus(Duration.ofHours(1))));
    }
}
