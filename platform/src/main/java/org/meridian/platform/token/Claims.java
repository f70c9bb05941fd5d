package org.meridian.platform.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The claims of a token whose signature is good, in the one form in which we write them: a claim that we don't write, one
 * that is there twice or of another type, is refused, so that nothing can be read in two ways.
 */
final class Claims {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> KNOWN = Set.of(
            "iss",
            "aud",
            "sub",
            "iat",
            "exp",
            Tokens.ROLES,
            Tokens.COUNTRY,
            Tokens.STAFF,
            Tokens.SITE,
            Tokens.UNIT,
            Tokens.DEVICE);

    private final JsonNode claims;

    private Claims(JsonNode claims) {
        this.claims = claims;
    }

    static Claims parse(byte[] json) throws InvalidTokenException {
        JsonNode claims;
        try {
            claims = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString());
        } catch (JacksonException | CharacterCodingException e) {
            throw new InvalidTokenException("malformed");
        }
        if (!claims.isObject() || !KNOWN.containsAll(claims.propertyNames())) {
            throw new InvalidTokenException("claims that we do not write");
        }
        return new Claims(claims);
    }

    /** @return when the token ends */
    Instant check(String issuer, Clock clock) throws InvalidTokenException {
        Instant now = clock.instant();
        Instant issuedAt = instant("iat");
        Instant expiresAt = instant("exp");
        if (!issuer.equals(required("iss")) || !Tokens.AUDIENCE.equals(required("aud"))) {
            throw new InvalidTokenException("issuer or audience");
        }
        if (issuedAt.isAfter(now.plus(Tokens.CLOCK_SKEW)) || expiresAt.isAfter(issuedAt.plus(Tokens.LONGEST_LIFE))) {
            throw new InvalidTokenException("from the future, or good for too long");
        }
        return expiresAt;
    }

    Set<Role> roles() throws InvalidTokenException {
        JsonNode names = claims.get(Tokens.ROLES);
        if (names == null || !names.isArray() || names.isEmpty()) {
            throw new InvalidTokenException("no roles");
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode name : names) {
            if (!name.isString() || !roles.add(Role.valueOf(name.stringValue()))) {
                throw new InvalidTokenException("roles");
            }
        }
        return roles;
    }

    String required(String name) throws InvalidTokenException {
        String text = optional(name);
        if (text == null) {
            throw new InvalidTokenException("a claim is missing");
        }
        return text;
    }

    @Nullable
    String optional(String name) throws InvalidTokenException {
        JsonNode value = claims.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidTokenException("a claim of another type");
        }
        return value.stringValue();
    }

    private Instant instant(String name) throws InvalidTokenException {
        JsonNode value = claims.get(name);
        // whole seconds; a number beyond the year 9999 is none of ours
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() >> 38 != 0) {
            throw new InvalidTokenException("a time is missing, or is none");
        }
        return Instant.ofEpochSecond(value.longValue());
    }
}
