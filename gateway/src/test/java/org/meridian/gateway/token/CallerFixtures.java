package org.meridian.gateway.token;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.web.server.ServerWebExchange;

/** Callers for tests. */
public final class CallerFixtures {

    private static final Set<Role> PEOPLE = EnumSet.complementOf(EnumSet.of(Role.SERVICE));

    private CallerFixtures() {}

    /** Somebody who is everything that a person can be. */
    public static Caller aPersonOf(String country, Instant until) {
        return aPersonOf(country, PEOPLE, until);
    }

    public static Caller aPersonOf(String country, Set<Role> roles, Instant until) {
        return new Caller(country + "-01JD7KZ8Q4TN3WVYB5M6XCH2RE", Country.of(country), roles, null, null, null, until);
    }

    public static Caller aResidentOf(String country, Instant until) {
        return aPersonOf(country, Set.of(Role.RESIDENT), until);
    }

    public static void calls(ServerWebExchange exchange, String country) {
        Callers.attach(exchange, aPersonOf(country, Instant.MAX), "");
    }
}
