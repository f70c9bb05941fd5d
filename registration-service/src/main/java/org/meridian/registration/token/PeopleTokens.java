package org.meridian.registration.token;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.ResidentCode;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenIssuer;
import org.meridian.registration.settings.RegistrationSettings;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Signs what people carry, with the key of their country's region: also here, when that region's instance is down. */
@Component
public class PeopleTokens {

    private final Path keys;
    private final Topology topology;
    private final Clock clock;
    private final Duration lifetime;
    private final Duration staffLifetime;
    private final Map<String, TokenIssuer> issuers = new ConcurrentHashMap<>();

    PeopleTokens(Environment environment, Topology topology, RegistrationSettings settings, Clock clock) {
        this.keys = Path.of(environment.getRequiredProperty("meridian.keys"));
        this.topology = topology;
        this.clock = clock;
        this.lifetime = settings.accessTokenLifetime();
        this.staffLifetime = settings.staffTokenLifetime();
    }

    /** @param expiresIn seconds from now */
    public record Access(String token, long expiresIn) {}

    /** When a token made now ends. */
    public Instant end(boolean staff) {
        return clock.instant().plus(staff ? staffLifetime : lifetime);
    }

    public Access sign(Caller caller) {
        String token = issuer(caller.home()).issue(caller);
        return new Access(
                token, Duration.between(clock.instant(), caller.expiresAt()).toSeconds());
    }

    /** The token of a resident who is no staff. */
    public Access sign(ResidentId resident) {
        return sign(new Caller(
                resident.toString(), resident.country(), Set.of(Role.RESIDENT), null, null, null, end(false)));
    }

    /** A code in its outside form, and when it ends. */
    public record Shown(String code, Instant expiresAt) {}

    /** The code that this resident shows for the next minutes. */
    public Shown code(ResidentId resident) {
        Instant end = Instant.ofEpochSecond(
                clock.instant().plus(ResidentCode.LIFETIME).getEpochSecond());
        return new Shown(new ResidentCode(resident, end).sign(issuer(resident.country())), end);
    }

    private TokenIssuer issuer(Country country) {
        String region = topology.regionOf(country).name();
        return issuers.computeIfAbsent(region, name -> new TokenIssuer(keys, "registration-" + name, clock));
    }
}
