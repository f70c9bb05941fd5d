package org.meridian.platform.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;

/**
 * Verifies tokens: signature (EdDSA only), key, issuer, audience, expiry, and that the claims are of the form we issue. A
 * token once verified is remembered until it expires, in bounded memory.
 */
public final class TokenVerifier {

    private static final int REMEMBERED = 50_000;

    private final Clock clock;
    private final Map<String, PublicKey> keys = new HashMap<>();
    private final Cache<String, Caller> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public TokenVerifier(Path keys, Clock clock) {
        this(KeyFiles.publicKeys(keys), clock);
    }

    public TokenVerifier(JWKSet publicKeys, Clock clock) {
        this.clock = clock;
        for (JWK jwk : publicKeys.getKeys()) {
            keys.put(jwk.getKeyID(), Ed25519.publicKey(jwk.toOctetKeyPair()));
        }
    }

    /** @throws InvalidTokenException when the token proves nothing */
    public Caller verify(String token) throws InvalidTokenException {
        Caller known = remembered.getIfPresent(token);
        if (known == null) {
            known = verifyAnew(token);
            remembered.put(token, known);
        }
        if (!clock.instant().isBefore(known.expiresAt().plus(Tokens.CLOCK_SKEW))) {
            remembered.invalidate(token);
            throw new InvalidTokenException("expired");
        }
        return known;
    }

    /** Verifies a signature over bytes that are no token. */
    boolean verifyBytes(String keyName, byte[] message, byte[] signature) {
        PublicKey key = keys.get(keyName);
        return key != null && Ed25519.verify(key, message, signature);
    }

    private Caller verifyAnew(String token) throws InvalidTokenException {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            PublicKey key = header.getKeyID() == null ? null : keys.get(header.getKeyID());
            if (key == null
                    || !JWSAlgorithm.EdDSA.equals(header.getAlgorithm())
                    || header.getCriticalParams() != null) {
                throw new InvalidTokenException("algorithm or key");
            }
            byte[] signed = jwt.getSigningInput();
            if (!Ed25519.verify(key, signed, jwt.getSignature().decode())) {
                throw new InvalidTokenException("signature");
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return header.getKeyID().startsWith(Tokens.PEOPLE_KEY_PREFIX)
                    ? person(claims)
                    : service(claims, header.getKeyID());
        } catch (ParseException | IllegalArgumentException e) {
            throw new InvalidTokenException("malformed");
        }
    }

    private static Caller person(JWTClaimsSet claims) throws ParseException, InvalidTokenException {
        Instant expiresAt = checked(claims, Tokens.PEOPLE_ISSUER);
        Set<Role> roles = roles(claims);
        if (roles.contains(Role.SERVICE)) {
            throw new InvalidTokenException("a person is no service");
        }
        String staff = claims.getStringClaim(Tokens.STAFF);
        String site = claims.getStringClaim(Tokens.SITE);
        String unit = claims.getStringClaim(Tokens.UNIT);
        return new Caller(
                claims.getSubject(),
                Country.of(required(claims.getStringClaim(Tokens.COUNTRY))),
                roles,
                staff == null ? null : StaffId.of(staff),
                site == null ? null : SiteId.of(site),
                unit == null ? null : UnitId.of(unit),
                expiresAt);
    }

    private static Caller service(JWTClaimsSet claims, String keyName) throws ParseException, InvalidTokenException {
        Instant expiresAt = checked(claims, Tokens.SERVICE_ISSUER);
        if (!keyName.equals(claims.getSubject()) || !roles(claims).equals(Set.of(Role.SERVICE))) {
            throw new InvalidTokenException("a service signs only for itself");
        }
        return new Caller(keyName, null, Set.of(Role.SERVICE), null, null, null, expiresAt);
    }

    private static Instant checked(JWTClaimsSet claims, String issuer) throws InvalidTokenException {
        if (!issuer.equals(claims.getIssuer())
                || !List.of(Tokens.AUDIENCE).equals(claims.getAudience())
                || claims.getSubject() == null
                || claims.getExpirationTime() == null) {
            throw new InvalidTokenException("issuer, audience, subject or expiry");
        }
        return claims.getExpirationTime().toInstant();
    }

    private static Set<Role> roles(JWTClaimsSet claims) throws ParseException {
        List<String> names = claims.getStringListClaim(Tokens.ROLES);
        if (names == null) {
            throw new IllegalArgumentException("no roles");
        }
        return names.stream().map(Role::valueOf).collect(Collectors.toSet());
    }

    private static String required(@Nullable String claim) {
        if (claim == null) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return claim;
    }
}
