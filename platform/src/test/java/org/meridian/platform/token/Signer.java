package org.meridian.platform.token;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;

/** Signs for somebody else in Germany each time, as registration-service does. */
final class Signer {

    private static final Country GERMANY = Country.of("DEU");

    private final IdGenerator ids = new IdGenerator(Clock.systemUTC());
    private final TokenIssuer issuer;
    private final Clock clock;

    Signer(Path keys, String name, Clock clock) {
        this.issuer = new TokenIssuer(keys, name, clock);
        this.clock = clock;
    }

    String token(Duration life) {
        return issuer.issue(new Caller(
                ids.next(GERMANY, ResidentId::new).toString(),
                GERMANY,
                Set.of(Role.RESIDENT),
                null,
                null,
                null,
                clock.instant().plus(life)));
    }

    String code() {
        return new ResidentCode(
                        ids.next(GERMANY, ResidentId::new), clock.instant().plus(ResidentCode.LIFETIME))
                .sign(issuer);
    }

    /** The version that signed it. */
    static String keyOf(String token) {
        String header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        return header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }
}
