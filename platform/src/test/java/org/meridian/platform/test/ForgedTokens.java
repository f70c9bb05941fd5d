package org.meridian.platform.test;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens that must open nothing, to be tried on a verifier, a service or a gateway. Each differs from a genuine one in what
 * its name says; those whose claims are wrong are signed with the genuine key, so that only the claims can give them away.
 * ASCII without line breaks, so each fits a header; none longer than 6,000 characters.
 */
public final class ForgedTokens {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param what in which respect it is forged; no two have the same */
    public record Forged(String what, String token) {}

    final Crypto crypto = new Crypto();
    final Path keys;
    final String region;
    final String kid;
    final OctetKeyPair key;
    final long now;
    final String subject;
    final String country;
    final Map<String, Object> claims;
    private final List<Forged> all = new ArrayList<>();

    private ForgedTokens(Path keys, Caller genuine, Clock clock) {
        this.keys = keys;
        this.region = Topology.load().regionOf(genuine.home()).name();
        this.key = newest("registration-" + region);
        this.kid = key.getKeyID();
        this.now = clock.instant().getEpochSecond();
        this.subject = genuine.subject();
        this.country = genuine.home().code();
        this.claims = claims(genuine, now);
    }

    /**
     * @param keys a folder of keys with the private ones
     * @param genuine whose genuine token would be taken: a resident, so that there is a role to gain
     */
    public static List<Forged> of(Path keys, Caller genuine, Clock clock) {
        ForgedTokens forged = new ForgedTokens(keys, genuine, clock);
        ForgedHeaders.addTo(forged);
        ForgedSignatures.addTo(forged);
        ForgedClaims.addTo(forged);
        return List.copyOf(forged.all);
    }

    void add(String what, String token) {
        all.add(new Forged(what, token));
    }

    /** A genuine header for the key. */
    static String header(String kid) {
        return "{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\"}";
    }

    String payload() {
        return json(claims);
    }

    /** The claims with one of them otherwise. */
    String payload(String name, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return json(changed);
    }

    String payloadWithout(String name) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.remove(name);
        return json(changed);
    }

    /** Signed with the genuine key, whatever header and payload say. */
    String genuinelySigned(String header, String payload) {
        return signed(key, header, payload);
    }

    String signed(OctetKeyPair signer, String header, String payload) {
        String input = Crypto.base64(header) + "." + Crypto.base64(payload);
        return input + "." + Crypto.base64(crypto.ed25519(signer, input));
    }

    OctetKeyPair newest(String name) {
        try (Stream<Path> files = Files.list(keys)) {
            Path file = files.filter(f ->
                            f.getFileName().toString().matches(java.util.regex.Pattern.quote(name) + "\\.\\d+\\.jwk"))
                    .max(Comparator.comparingInt(ForgedTokens::version))
                    .orElseThrow();
            return OctetKeyPair.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("^.*\\.(\\d+)\\.jwk$", "$1"));
    }

    /** Another region than the genuine caller's. */
    String otherRegion() {
        return Topology.load().regions().stream()
                .map(Region::name)
                .filter(name -> !name.equals(region))
                .findFirst()
                .orElseThrow();
    }

    /** A country of that region. */
    static String aCountryOf(String region) {
        return Topology.load().region(region).countries().getFirst().code();
    }

    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    private static Map<String, Object> claims(Caller genuine, long now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "meridian");
        claims.put("aud", "meridian");
        claims.put("sub", genuine.subject());
        claims.put("iat", now);
        claims.put("exp", genuine.expiresAt().getEpochSecond());
        claims.put("roles", genuine.roles().stream().map(Role::name).sorted().toList());
        claims.put("country", genuine.home().code());
        return claims;
    }

    String publishedKeys() {
        try {
            return Files.readString(keys.resolve("jwks.json"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
