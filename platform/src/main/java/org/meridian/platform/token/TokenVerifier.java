package org.meridian.platform.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.DeviceId;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;

/**
 * Verifies tokens: that they have exactly the form that we write, signature (EdDSA only), key, issuer, audience, times, and
 * that a region's key speaks for people of its countries alone. A token once verified is remembered until it expires or its
 * key is dropped, in bounded memory. Nobody is asked: tokens go on when those who issue them are down.
 */
public final class TokenVerifier {

    private static final int REMEMBERED = 50_000;
    private static final int LONGEST = 2048;
    private static final int SIGNATURE = 64;

    private final Clock clock;
    private final Topology topology;
    private final KeyRing keys;
    private final Cache<String, Verified> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private record Verified(Caller caller, KeyRing.Published key) {}

    /** With the built-in topology. */
    public TokenVerifier(Path keys, Clock clock) {
        this(keys, Topology.load(), clock);
    }

    public TokenVerifier(Path keys, Topology topology, Clock clock) {
        this.clock = clock;
        this.topology = topology;
        this.keys = new KeyRing(keys, clock);
    }

    /** @throws InvalidTokenException when the token proves nothing */
    public Caller verify(String token) throws InvalidTokenException {
        Verified known = remembered.getIfPresent(token);
        if (known == null) {
            known = verifyAnew(token);
            remembered.put(token, known);
        } else if (!keys.holds(known.key())) {
            remembered.invalidate(token);
            throw new InvalidTokenException("its key was dropped");
        }
        if (!clock.instant().isBefore(known.caller().expiresAt().plus(Tokens.CLOCK_SKEW))) {
            remembered.invalidate(token);
            throw new InvalidTokenException("expired");
        }
        return known.caller();
    }

    /** Verifies a signature over bytes that are no token, by any published version of the key. */
    boolean verifyBytes(String keyName, byte[] message, byte[] signature) {
        return keys.named(keyName).stream().anyMatch(key -> Ed25519.verify(key.key(), message, signature));
    }

    private Verified verifyAnew(String token) throws InvalidTokenException {
        int header = token.indexOf('.');
        int payload = token.lastIndexOf('.');
        if (token.length() > LONGEST || header <= 0 || header == payload) {
            throw new InvalidTokenException("malformed");
        }
        KeyRing.Published key = keys.byHeader(token.substring(0, header));
        if (key == null) {
            throw new InvalidTokenException("algorithm or key");
        }
        byte[] signature = decode(token.substring(payload + 1));
        if (signature.length != SIGNATURE
                || !Ed25519.verify(key.key(), Tokens.ascii(token.substring(0, payload)), signature)) {
            throw new InvalidTokenException("signature");
        }
        try {
            Claims claims = Claims.parse(decode(token.substring(header + 1, payload)));
            return new Verified(key.id().region().isPresent() ? person(claims, key) : service(claims, key), key);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException("malformed");
        }
    }

    /** Base64url in its one canonical form. */
    private static byte[] decode(String part) throws InvalidTokenException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Tokens.base64(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // falls through: the same answer
        }
        throw new InvalidTokenException("malformed");
    }

    private Caller person(Claims claims, KeyRing.Published key) throws InvalidTokenException {
        Instant expiresAt = claims.check(Tokens.PEOPLE_ISSUER, clock);
        Country country = Country.of(claims.required(Tokens.COUNTRY));
        if (!topology.regionOf(country).name().equals(key.id().region().orElseThrow())) {
            throw new InvalidTokenException("a region signs for its own people only");
        }
        String subject = claims.required("sub");
        Set<Role> roles = claims.roles();
        String staff = claims.optional(Tokens.STAFF);
        String site = claims.optional(Tokens.SITE);
        String unit = claims.optional(Tokens.UNIT);
        String device = claims.optional(Tokens.DEVICE);
        Caller caller = new Caller(
                subject,
                country,
                roles,
                staff == null ? null : StaffId.of(staff),
                site == null ? null : SiteId.of(site),
                unit == null ? null : UnitId.of(unit),
                expiresAt,
                device == null ? null : DeviceId.of(device));
        if (roles.contains(Role.SERVICE)
                || !ResidentId.of(subject).country().equals(country)
                || (caller.staff() != null && !caller.staff().country().equals(country))) {
            throw new InvalidTokenException("a person is no service, and of the country that the token names");
        }
        if (caller.device() != null
                && (!roles.equals(Set.of(Role.SAMPLER)) || caller.site() == null || caller.staff() == null)) {
            throw new InvalidTokenException("a device samples at its site and does nothing else");
        }
        return caller;
    }

    private Caller service(Claims claims, KeyRing.Published key) throws InvalidTokenException {
        Instant expiresAt = claims.check(Tokens.SERVICE_ISSUER, clock);
        String name = key.id().name();
        boolean bound = false;
        for (String claim : Arrays.asList(Tokens.COUNTRY, Tokens.STAFF, Tokens.SITE, Tokens.UNIT, Tokens.DEVICE)) {
            bound |= claims.optional(claim) != null;
        }
        if (bound || !name.equals(claims.required("sub")) || !claims.roles().equals(Set.of(Role.SERVICE))) {
            throw new InvalidTokenException("a service signs only for itself");
        }
        return new Caller(name, null, Set.of(Role.SERVICE), null, null, null, expiresAt);
    }
}
