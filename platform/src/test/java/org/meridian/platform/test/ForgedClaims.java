package org.meridian.platform.test;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Claims that we never write, under the genuine key's signature. */
final class ForgedClaims {

    private final ForgedTokens forged;
    private final long now;

    private ForgedClaims(ForgedTokens forged) {
        this.forged = forged;
        this.now = forged.now;
    }

    static void addTo(ForgedTokens forged) {
        ForgedClaims claims = new ForgedClaims(forged);
        claims.issuerAndAudience();
        claims.times();
        claims.people();
        claims.roles();
        claims.bounds();
        claims.services();
        claims.texts();
    }

    private void issuerAndAudience() {
        each("iss", "", "somebody", "meridian-services", "MERIDIAN", "meridian ", List.of("meridian"), 1, true);
        each(
                "aud",
                "",
                "others",
                "meridian2",
                List.of("meridian", "others"),
                List.of("others", "meridian"),
                List.of("meridian"),
                List.of(),
                Map.of("a", "meridian"),
                7);
    }

    private void times() {
        each(
                "exp",
                now - 60,
                now - 86_400,
                0,
                -1,
                Long.MAX_VALUE,
                (now + 60) * 1000,
                String.valueOf(now + 60),
                now + 60.5,
                new BigDecimal("1e300"),
                BigInteger.TWO.pow(70),
                now + 13 * 3600,
                List.of(now + 60),
                true);
        each("iat", now + 3600, -1, String.valueOf(now), now + 0.5, List.of(now));
        added("nbf", now + 3600, now - 60, "tomorrow");
    }

    private void people() {
        String elsewhere = ForgedTokens.aCountryOf(forged.otherRegion());
        String own = forged.country;
        String subject = forged.subject;
        each(
                "sub",
                "",
                "admin",
                "registration",
                subject.substring(4),
                elsewhere + subject.substring(3),
                "XXX" + subject.substring(3),
                subject + "0",
                1,
                List.of(subject));
        each(
                "country",
                elsewhere,
                "XXX",
                "",
                own.toLowerCase(java.util.Locale.ROOT),
                own + " ",
                List.of(own),
                List.of(own, elsewhere),
                1);
        Map<String, Object> moved = new LinkedHashMap<>(forged.claims);
        moved.put("country", elsewhere);
        moved.put("sub", elsewhere + subject.substring(3));
        forged.add("this region's key for somebody of another region", signed(ForgedTokens.json(moved)));
    }

    private void roles() {
        each(
                "roles",
                "RESIDENT",
                "ADMIN",
                "RESIDENT ADMIN",
                List.of(),
                List.of("KING"),
                List.of("RESIDENT", "KING"),
                List.of("SERVICE"),
                List.of("RESIDENT", "SERVICE"),
                List.of("resident"),
                List.of("RESIDENT", "RESIDENT"),
                List.of(List.of("RESIDENT")),
                List.of(0),
                Arrays.asList("RESIDENT", null),
                Map.of("RESIDENT", true),
                1);
        added("role", "ADMIN");
        added("scope", "admin");
        added("admin", true);
        added("authorities", List.of("ROLE_ADMIN"));
        added("realm_access", Map.of("roles", List.of("ADMIN")));
    }

    private void bounds() {
        String subject = forged.subject;
        String elsewhere = ForgedTokens.aCountryOf(forged.otherRegion());
        for (String bound : List.of("staff", "site", "unit", "device")) {
            added(
                    bound,
                    "",
                    "*",
                    "DEU-",
                    "XXX" + subject.substring(3),
                    subject.substring(4),
                    1,
                    List.of(subject),
                    Map.of("id", subject));
        }
        added("staff", elsewhere + subject.substring(3));
        added("device", subject); // of somebody who is no sampler
    }

    private void services() {
        OctetKeyPair sampling = forged.newest("sampling");
        String header = ForgedTokens.header(sampling.getKeyID());
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("iss", "meridian-services");
        service.put("aud", "meridian");
        service.put("sub", "sampling");
        service.put("iat", now);
        service.put("exp", now + 60);
        service.put("roles", List.of("SERVICE"));
        Map<String, Map<String, Object>> changes = new LinkedHashMap<>();
        changes.put("another service's name", Map.of("sub", "results"));
        changes.put("the people's issuer", Map.of("iss", "meridian"));
        changes.put("an administrator's role", Map.of("roles", List.of("ADMIN")));
        changes.put("two roles", Map.of("roles", List.of("SERVICE", "ADMIN")));
        changes.put("a country", Map.of("country", "DEU"));
        changes.put("an end that has passed", Map.of("exp", now - 60));
        changes.put("another audience", Map.of("aud", "others"));
        changes.forEach((what, change) -> {
            Map<String, Object> changed = new LinkedHashMap<>(service);
            changed.putAll(change);
            forged.add("a service with " + what, forged.signed(sampling, header, ForgedTokens.json(changed)));
        });
        forged.add("a service's claims by the people's key", signed(ForgedTokens.json(service)));
        forged.add(
                "a service's claims by another service's key",
                forged.signed(
                        forged.newest("results"),
                        ForgedTokens.header(forged.newest("results").getKeyID()),
                        ForgedTokens.json(service)));
    }

    private void texts() {
        String good = forged.payload();
        String open = good.substring(0, good.length() - 1);
        forged.add("roles twice", signed(open + ",\"roles\":[\"ADMIN\"]}"));
        forged.add("roles twice, once escaped", signed(open + ",\"r\\u006fles\":[\"ADMIN\"]}"));
        forged.add("country twice", signed("{\"country\":\"USA\"," + good.substring(1)));
        forged.add("subject twice", signed("{\"sub\":\"USA-0\"," + good.substring(1)));
        forged.add("an end twice", signed(open + ",\"exp\":99999999999}"));
        forged.add("a claim with an empty name", signed(open + ",\"\":1}"));
        forged.add("__proto__", signed(open + ",\"__proto__\":{\"roles\":[\"ADMIN\"]}}"));
        forged.add("text behind the claims", signed(good + "{\"roles\":[\"ADMIN\"]}"));
        forged.add("a comment in the claims", signed("/**/" + good));
        forged.add("single quotes", signed(good.replace('"', '\'')));
        forged.add("a comma too many", signed(open + ",}"));
        forged.add("claims cut off", signed(open));
        forged.add("claims in a list", signed("[" + good + "]"));
        forged.add("a byte order mark", signed("\uFEFF" + good));
        forged.add("a NUL behind the claims", signed(good + "\0"));
        forged.add("a NUL within a claim", signed(good.replace("RESIDENT", "RESIDENT\\u0000")));
        for (String other : List.of("", "{}", "[]", "null", "true", "1", "\"RESIDENT\"", "NaN")) {
            forged.add("instead of claims: '" + other.replace('"', '\'') + "'", signed(other));
        }
        forged.add("lists within lists", signed("[".repeat(1000) + "]".repeat(1000)));
        String input = Crypto.base64(ForgedTokens.header(forged.kid)) + "."
                + Crypto.base64(latin1(open + ",\"unit\":\"\u00e9\"}"));
        forged.add("claims that are no UTF-8", input + "." + Crypto.base64(forged.crypto.ed25519(forged.key, input)));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** The claim left out, null, and with each of these values. */
    private void each(String name, Object... values) {
        forged.add(name + " left out", signed(forged.payloadWithout(name)));
        forged.add(name + " null", signed(forged.payload(name, null)));
        added(name, values);
    }

    private void added(String name, Object... values) {
        for (Object value : values) {
            forged.add(
                    name + " = " + ForgedTokens.json(Collections.singletonList(value)),
                    signed(forged.payload(name, value)));
        }
    }

    private String signed(String payload) {
        return forged.genuinelySigned(ForgedTokens.header(forged.kid), payload);
    }
}
