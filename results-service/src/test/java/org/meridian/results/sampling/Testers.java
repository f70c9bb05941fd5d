package org.meridian.results.sampling;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Callers whom a token has proven to be testers. */
final class Testers {

    private Testers() {}

    static Caller at(@Nullable SiteId site, Instant now) {
        StaffId account = TestTokens.aStaffAccount("DEU");
        return new Caller(
                account.toString(), account.country(), Set.of(Role.TESTER), account, site, null, now.plusSeconds(900));
    }
}
