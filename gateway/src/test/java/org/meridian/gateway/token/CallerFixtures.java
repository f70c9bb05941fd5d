package org.meridian.gateway.token;

import java.time.Instant;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.web.server.ServerWebExchange;

/** Callers for tests. */
public final class CallerFixtures {

    private CallerFixtures() {}

    public static Caller aResidentOf(String country, Instant until) {
        return new Caller(
                country + "-01JD7KZ8Q4TN3WVYB5M6XCH2RE",
                Country.of(country),
                Set.of(Role.RESIDENT),
                null,
                null,
                null,
                until);
    }

    public static void calls(ServerWebExchange exchange, String country) {
        Callers.attach(exchange, aResidentOf(country, Instant.MAX));
    }
}
