package org.meridian.platform.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
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
 *
 * <p>The signature alone may be replaced by the {@link Vouch} of this region's gateway, and only for people of this region
 * in the roles that call thousands of times a second; whoever stole its secret could make neither officials nor services
 * nor foreigners. What was taken on a vouch is remembered as that: without the vouch, or once its secret is gone, the
 * signature is checked after all.
 */
public final class TokenVerifier {

    private static final int REMEMBERED = 50_000; // about 1 kB each

    /** Where a gateway vouches for most: to look at one of those again costs little more than to find it. */
    private static final int REMEMBERED_BESIDE_VOUCHES = 10_000;

    private static final int LONGEST = 2048;
    private static final int SIGNATURE = 64;
    private static final Set<Role> VOUCHED_FOR = EnumSet.of(Role.RESIDENT, Role.SAMPLER, Role.TESTER);

    private final Clock clock;
    private final Topology topology;
    private final KeyRing keys;

    /** Kept in order by whoever puts something in: nearly each call does, and to wake another thread for it costs more. */
    private final Cache<String, Verified> remembered;

    private final @Nullable Vouch vouches;
    private final LongAdder signatures = new LongAdder();
    private final LongAdder vouched = new LongAdder();
    private final LongAdder wrong = new LongAdder();

    /** @param vouch on whose word alone the signature was taken to be good; none when it was checked here */
    private record Verified(
            Caller caller, KeyRing.Published key, @Nullable String vouch) {}

    /** With the built-in topology. */
    public TokenVerifier(Path keys, Clock clock) {
        this(keys, Topology.load(), clock);
    }

    public TokenVerifier(Path keys, Topology topology, Clock clock) {
        this(keys, topology, null, clock);
    }

    /** @param vouches of the region that this runs in; with none every signature is checked */
    public TokenVerifier(Path keys, Topology topology, @Nullable Vouch vouches, Clock clock) {
        this.vouches = vouches;
        this.clock = clock;
        this.topology = topology;
        this.keys = new KeyRing(keys, clock);
        this.remembered = Caffeine.newBuilder()
                .maximumSize(vouches == null ? REMEMBERED : REMEMBERED_BESIDE_VOUCHES)
                .executor(Runnable::run)
                .build();
    }

    /** @throws InvalidTokenException when the token proves nothing */
    public Caller verify(String token) throws InvalidTokenException {
        return verify(token, null);
    }

    /**
     * @param vouch what came with the token as the gateway's word; one that is worth nothing is as good as none
     * @throws InvalidTokenException when the token proves nothing
     */
    public Caller verify(String token, @Nullable String vouch) throws InvalidTokenException {
        Verified known = remembered.getIfPresent(token);
        if (known != null && !keys.holds(known.key())) {
            remembered.invalidate(token);
            throw new InvalidTokenException("its key was dropped");
        }
        if (known == null || !stands(known, vouch)) {
            known = verifyAnew(token, vouch);
            remembered.put(token, known);
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

    /** Whether what is remembered is good for who comes with this vouch. */
    private boolean stands(Verified known, @Nullable String vouch) {
        if (known.vouch() == null) {
            return true;
        }
        return vouch != null
                && MessageDigest.isEqual(Tokens.ascii(known.vouch()), Tokens.ascii(vouch))
                && Objects.requireNonNull(vouches).stands(vouch);
    }

    private Verified verifyAnew(String token, @Nullable String vouch) throws InvalidTokenException {
        int header = token.indexOf('.');
        int payload = token.lastIndexOf('.');
        if (token.length() > LONGEST || header == payload) {
            throw new InvalidTokenException("malformed");
        }
        KeyRing.Published key = keys.byHeader(token.substring(0, header));
        if (key == null) {
            throw new InvalidTokenException("algorithm or key");
        }
        byte[] signature = decode(token.substring(payload + 1));
        if (signature.length != SIGNATURE) {
            throw new InvalidTokenException("signature");
        }
        String word = isVouchedFor(token, key, vouch) ? vouch : null;
        if (word == null) {
            checkSignature(token, payload, key, signature);
        }
        try {
            Claims claims = Claims.parse(decode(token.substring(header + 1, payload)));
            Caller caller = key.id().region().isPresent() ? person(claims, key) : service(claims, key);
            if (word != null && !VOUCHED_FOR.containsAll(caller.roles())) {
                checkSignature(token, payload, key, signature);
                word = null;
            }
            (word == null ? signatures : vouched).increment();
            return new Verified(caller, key, word);
        } catch (IllegalArgumentException e) {
            throw new InvalidTokenException("malformed");
        }
    }

    private boolean isVouchedFor(String token, KeyRing.Published key, @Nullable String vouch) {
        if (vouch == null || vouches == null) {
            return false;
        }
        if (!vouches.isFor(token, vouch)) {
            wrong.increment();
            return false;
        }
        return key.id().region().filter(vouches.region()::equals).isPresent();
    }

    private static void checkSignature(String token, int payload, KeyRing.Published key, byte[] signature)
            throws InvalidTokenException {
        if (!Ed25519.verify(key.key(), Tokens.ascii(token.substring(0, payload)), signature)) {
            throw new InvalidTokenException("signature");
        }
    }

    /** Tokens that were taken because their signature was found good, here. */
    public long signatures() {
        return signatures.sum();
    }

    /** Tokens that were taken on the gateway's word. */
    public long vouched() {
        return vouched.sum();
    }

    /** Vouches that were worth nothing: for another token, of another region, by a secret that is gone, or made up. */
    public long wrongVouches() {
        return wrong.sum();
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
