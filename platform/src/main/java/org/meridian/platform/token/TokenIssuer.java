package org.meridian.platform.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Signs tokens (JWT, EdDSA) with one key of the key folder. */
public final class TokenIssuer {

    private final Clock clock;
    private final String keyName;
    private final PrivateKey key;

    /** @param keyName {@code registration-<region>} for people's tokens, a service's name for its own */
    public TokenIssuer(Path keys, String keyName, Clock clock) {
        OctetKeyPair jwk = KeyFiles.privateKey(keys, keyName);
        this.clock = clock;
        this.keyName = keyName;
        this.key = Ed25519.privateKey(jwk);
    }

    /** A person's token; {@code caller.expiresAt()} is its end. */
    public String issue(Caller caller) {
        var claims = claims(Tokens.PEOPLE_ISSUER, caller.subject(), caller.expiresAt())
                .claim(
                        Tokens.ROLES,
                        caller.roles().stream().map(Role::name).sorted().toList());
        claims.claim(Tokens.COUNTRY, caller.home().code());
        if (caller.staff() != null) {
            claims.claim(Tokens.STAFF, caller.staff().toString());
        }
        if (caller.site() != null) {
            claims.claim(Tokens.SITE, caller.site().toString());
        }
        if (caller.unit() != null) {
            claims.claim(Tokens.UNIT, caller.unit().toString());
        }
        return sign(claims.build());
    }

    /** A token by which a service calls another. */
    public String issueForService(Duration lifetime) {
        return sign(claims(Tokens.SERVICE_ISSUER, keyName, clock.instant().plus(lifetime))
                .claim(Tokens.ROLES, List.of(Role.SERVICE.name()))
                .build());
    }

    /** Signs bytes that are no token, for example a resident's code. */
    byte[] signBytes(byte[] message) {
        return Ed25519.sign(key, message);
    }

    private JWTClaimsSet.Builder claims(String issuer, String subject, Instant expiresAt) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(Tokens.AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(expiresAt));
    }

    String sign(JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(keyName).build(), claims);
            jwt.sign(new Signer());
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    private final class Signer implements JWSSigner {

        private final JCAContext context = new JCAContext();

        @Override
        public Base64URL sign(JWSHeader header, byte[] message) {
            return Base64URL.encode(Ed25519.sign(key, message));
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return Set.of(JWSAlgorithm.EdDSA);
        }

        @Override
        public JCAContext getJCAContext() {
            return context;
        }
    }
}
