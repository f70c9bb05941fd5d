package org.meridian.platform.token;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Signs tokens (JWT, EdDSA) with one key of the key folder, in whichever version of it signs at present. */
public final class TokenIssuer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Clock clock;
    private final String keyName;
    private final SigningKey key;

    /** @param keyName {@code registration-<region>} for people's tokens, a service's name for its own */
    public TokenIssuer(Path keys, String keyName, Clock clock) {
        this.clock = clock;
        this.keyName = keyName;
        this.key = new SigningKey(keys, keyName, clock);
    }

    /** A person's token; {@code caller.expiresAt()} is its end. */
    public String issue(Caller caller) {
        return sign(claims(caller));
    }

    /** A token by which a service calls another. */
    public String issueForService(Duration lifetime) {
        Map<String, Object> claims =
                claims(Tokens.SERVICE_ISSUER, keyName, clock.instant().plus(lifetime));
        claims.put(Tokens.ROLES, List.of(Role.SERVICE.name()));
        return sign(claims);
    }

    /** What {@link #issue} signs. */
    Map<String, Object> claims(Caller caller) {
        Map<String, Object> claims = claims(Tokens.PEOPLE_ISSUER, caller.subject(), caller.expiresAt());
        claims.put(
                Tokens.ROLES, caller.roles().stream().map(Role::name).sorted().toList());
        claims.put(Tokens.COUNTRY, caller.home().code());
        if (caller.staff() != null) {
            claims.put(Tokens.STAFF, caller.staff().toString());
        }
        if (caller.site() != null) {
            claims.put(Tokens.SITE, caller.site().toString());
        }
        if (caller.unit() != null) {
            claims.put(Tokens.UNIT, caller.unit().toString());
        }
        if (caller.device() != null) {
            claims.put(Tokens.DEVICE, caller.device().toString());
        }
        return claims;
    }

    private Map<String, Object> claims(String issuer, String subject, Instant expiresAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", Tokens.AUDIENCE);
        claims.put("sub", subject);
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        return claims;
    }

    /** Signs bytes that are no token, for example a resident's code. */
    byte[] signBytes(byte[] message) {
        return Ed25519.sign(key.current().key(), message);
    }

    private String sign(Map<String, Object> claims) {
        SigningKey.Current signing = key.current();
        String signed = signing.header() + "." + Tokens.base64(JSON.writeValueAsString(claims));
        return signed + "." + Tokens.base64(Ed25519.sign(signing.key(), Tokens.ascii(signed)));
    }
}
